// A door to ONNX Runtime, opened at run time with dlopen: neither its headers nor its library is needed to build.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef struct CONNXRuntime_Session CONNXRuntime_Session;

// Opens the library once for the process. `path` may be NULL: then the system's loader looks for it.
// 0 on success; else -1 and one line in `message`.
int CONNXRuntime_open(const char *path, char *message, size_t message_size);

// Version of the open library, such as "1.31.1"; NULL before CONNXRuntime_open succeeded.
const char *CONNXRuntime_version(void);

// Loads a model of one float input and one float output from memory, which may be freed afterwards.
// NULL and one line in `message` when the runtime refuses it.
CONNXRuntime_Session *CONNXRuntime_load(const void *model, size_t model_size, int threads, char *message,
                                        size_t message_size);

// Runs the model. `output` must hold `output_capacity` floats. Returns how many were written, or -1 and a message.
// One session may be run by several threads at a time.
int64_t CONNXRuntime_run(CONNXRuntime_Session *session, const float *input, const int64_t *shape, size_t rank,
                         float *output, size_t output_capacity, char *message, size_t message_size);

void CONNXRuntime_free(CONNXRuntime_Session *session);
