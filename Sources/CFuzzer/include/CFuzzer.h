// libFuzzer as a function: SwiftPM keeps `main` for itself.
#pragma once

#include <stddef.h>
#include <stdint.h>

// Calls `door` with inputs until the time that `argv` gives is up; never returns where one of them crashes.
int CFuzzer_run(int argc, char **argv, int (*door)(const uint8_t *bytes, size_t count));
