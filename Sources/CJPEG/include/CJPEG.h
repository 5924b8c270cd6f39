// JPEG through libjpeg-turbo, with its setjmp error handling kept wholly inside.
//
// Every function returns 0, or -1 and fills `error`. A call holds no state between pictures: what one file brings
// (tables, markers) can never change how the next one decodes, and calls may run on any thread.
#pragma once

#include <stddef.h>
#include <stdint.h>

enum {
    CJPEG_NOT_A_JPEG = 1,  // does not begin as a JPEG
    CJPEG_DAMAGED,         // libjpeg had to guess: decoded pixels would be wrong
    CJPEG_TRUNCATED,       // ends before its end marker
    CJPEG_UNSUPPORTED,     // a kind of JPEG that is not decoded here (CMYK, lossless, 12 bit)
    CJPEG_TOO_LARGE,       // needs more memory or more passes than is allowed
};

typedef struct {
    int code;           // one of the above
    char message[200];  // one line in plain words
} CJPEG_Error;

// Decodes to one byte (`components` 1: luma) or three (`components` 3: red, green, blue) for each pixel, reduced by
// `denominator` (1, 2, 4 or 8), into `width * height * components` bytes at `pixels`, where `width` and `height` are
// those of the reduced picture, rounded up.
int CJPEG_decode(
    const uint8_t *bytes, size_t count, int components, int denominator, uint8_t *pixels, int width, int height,
    CJPEG_Error *error);

// Encodes red, green, blue at a quality of 1...100. The result at `*bytes` goes back through `CJPEG_free`.
int CJPEG_encode(
    const uint8_t *pixels, int width, int height, int quality, uint8_t **bytes, size_t *count, CJPEG_Error *error);

void CJPEG_free(uint8_t *bytes);
