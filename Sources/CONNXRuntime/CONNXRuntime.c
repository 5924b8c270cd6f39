// ONNX Runtime hands out a table of function pointers. Its version 1 is frozen: later releases only append to it, so
// the slots below are the same in every release. They are named here as onnxruntime_c_api.h names the functions.
#include "CONNXRuntime.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef void *Status;

enum {
    GetErrorMessage = 2, CreateEnv = 3, CreateSessionFromArray = 8, Run = 9, CreateSessionOptions = 10,
    SetSessionGraphOptimizationLevel = 23, SetIntraOpNumThreads = 24, SetInterOpNumThreads = 25,
    SessionGetInputCount = 30, SessionGetOutputCount = 31, SessionGetInputName = 36, SessionGetOutputName = 37,
    CreateTensorWithDataAsOrtValue = 49, GetTensorMutableData = 51, GetTensorShapeElementCount = 64,
    GetTensorTypeAndShape = 65, CreateCpuMemoryInfo = 69, GetAllocatorWithDefaultOptions = 78, ReleaseStatus = 93,
    ReleaseSession = 95, ReleaseValue = 96, ReleaseTensorTypeAndShapeInfo = 99, ReleaseSessionOptions = 100,
};
enum { ElementFloat = 1, LogErrors = 3, OptimizeAll = 99, DeviceAllocator = 0, MemoryDefault = 0 };

typedef struct {
    const void *const *(*GetApi)(uint32_t version);
    const char *(*GetVersionString)(void);
} ApiBase;

static const ApiBase *base;
static const void *const *api;
static void *environment, *memory_info, *allocator;

#define CALL(slot, ...) ((Status(*)(__VA_ARGS__))api[slot])
#define RELEASE(slot) ((void (*)(void *))api[slot])

struct CONNXRuntime_Session {
    void *session;
    char *input_name, *output_name;
};

// Turns a status into a message; 1 if it was a failure.
static int failed(Status status, char *message, size_t size) {
    if (!status) return 0;
    snprintf(message, size, "%s", ((const char *(*)(Status))api[GetErrorMessage])(status));
    message[strcspn(message, "\n")] = 0;
    RELEASE(ReleaseStatus)(status);
    return 1;
}

int CONNXRuntime_open(const char *path, char *message, size_t size) {
    if (allocator) return 0;
    void *library = dlopen(path ? path : "libonnxruntime.so.1", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        snprintf(message, size, "%s", dlerror());
        return -1;
    }
    const ApiBase *(*get_base)(void) = (const ApiBase *(*)(void))dlsym(library, "OrtGetApiBase");
    base = get_base ? get_base() : NULL;
    api = base ? base->GetApi(1) : NULL;
    if (!api) {
        snprintf(message, size, "not an ONNX Runtime library");
        dlclose(library);
        return -1;
    }
    if (failed(CALL(CreateEnv, int, const char *, void **)(LogErrors, "cardcam", &environment), message, size)) return -1;
    if (failed(CALL(CreateCpuMemoryInfo, int, int, void **)(DeviceAllocator, MemoryDefault, &memory_info), message, size))
        return -1;
    return failed(CALL(GetAllocatorWithDefaultOptions, void **)(&allocator), message, size) ? -1 : 0;
}

const char *CONNXRuntime_version(void) { return base ? base->GetVersionString() : NULL; }

static int one_input_one_output(void *session, char *message, size_t size) {
    size_t inputs = 0, outputs = 0;
    if (failed(CALL(SessionGetInputCount, void *, size_t *)(session, &inputs), message, size)) return 0;
    if (failed(CALL(SessionGetOutputCount, void *, size_t *)(session, &outputs), message, size)) return 0;
    if (inputs == 1 && outputs == 1) return 1;
    snprintf(message, size, "the model has %zu inputs and %zu outputs, not one of each", inputs, outputs);
    return 0;
}

CONNXRuntime_Session *CONNXRuntime_load(const void *model, size_t model_size, int threads, char *message, size_t size) {
    void *options = NULL, *session = NULL;
    if (failed(CALL(CreateSessionOptions, void **)(&options), message, size)) return NULL;
    int bad = failed(CALL(SetIntraOpNumThreads, void *, int)(options, threads), message, size)
        || failed(CALL(SetInterOpNumThreads, void *, int)(options, 1), message, size)
        || failed(CALL(SetSessionGraphOptimizationLevel, void *, int)(options, OptimizeAll), message, size)
        || failed(CALL(CreateSessionFromArray, void *, const void *, size_t, void *, void **)(
                      environment, model, model_size, options, &session), message, size);
    RELEASE(ReleaseSessionOptions)(options);
    if (bad) return NULL;
    CONNXRuntime_Session *result = calloc(1, sizeof *result);
    if (result && one_input_one_output(session, message, size)
        && !failed(CALL(SessionGetInputName, void *, size_t, void *, char **)(
                       session, 0, allocator, &result->input_name), message, size)
        && !failed(CALL(SessionGetOutputName, void *, size_t, void *, char **)(
                       session, 0, allocator, &result->output_name), message, size)) {
        result->session = session;
        return result;
    }
    if (!result) snprintf(message, size, "out of memory");
    RELEASE(ReleaseSession)(session);
    free(result);
    return NULL;
}

// Copies the floats of a tensor out; their count, or -1.
static int64_t copy_out(void *tensor, float *output, size_t capacity, char *message, size_t size) {
    void *shape = NULL;
    float *data = NULL;
    size_t count = 0;
    if (failed(CALL(GetTensorTypeAndShape, void *, void **)(tensor, &shape), message, size)) return -1;
    int bad = failed(CALL(GetTensorShapeElementCount, void *, size_t *)(shape, &count), message, size)
        || failed(CALL(GetTensorMutableData, void *, void **)(tensor, (void **)&data), message, size);
    RELEASE(ReleaseTensorTypeAndShapeInfo)(shape);
    if (bad) return -1;
    if (count > capacity) {
        snprintf(message, size, "the model gives %zu numbers where %zu were expected", count, capacity);
        return -1;
    }
    memcpy(output, data, count * sizeof *output);
    return (int64_t)count;
}

int64_t CONNXRuntime_run(CONNXRuntime_Session *s, const float *input, const int64_t *shape, size_t rank, float *output,
                         size_t capacity, char *message, size_t size) {
    size_t count = 1;
    for (size_t i = 0; i < rank; i++) count *= (size_t)shape[i];
    void *in = NULL, *out = NULL;
    if (failed(CALL(CreateTensorWithDataAsOrtValue, void *, const void *, size_t, const int64_t *, size_t, int, void **)(
                   memory_info, input, count * sizeof *input, shape, rank, ElementFloat, &in), message, size))
        return -1;
    const char *const inputs[] = {s->input_name}, *const outputs[] = {s->output_name};
    const void *const values[] = {in};
    int64_t written = -1;
    if (!failed(CALL(Run, void *, void *, const char *const *, const void *const *, size_t, const char *const *, size_t,
                     void **)(s->session, NULL, inputs, values, 1, outputs, 1, &out), message, size)) {
        written = copy_out(out, output, capacity, message, size);
        RELEASE(ReleaseValue)(out);
    }
    RELEASE(ReleaseValue)(in);
    return written;
}

void CONNXRuntime_free(CONNXRuntime_Session *s) {
    if (!s) return;
    RELEASE(ReleaseSession)(s->session);
    free(s);   // The two names are the runtime's allocator's and live as long as the process: a few bytes a model.
}
