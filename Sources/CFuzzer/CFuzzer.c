#include "CFuzzer.h"

// Of libclang_rt.fuzzer (https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library).
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*door)(const uint8_t *bytes, size_t count));

int CFuzzer_run(int argc, char **argv, int (*door)(const uint8_t *bytes, size_t count)) {
    return LLVMFuzzerRunDriver(&argc, &argv, door);
}
