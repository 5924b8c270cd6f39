// libjpeg reports errors by jumping; everything that does so stands between `Guard_prepare` and `setjmp(guard.escape)`.
#pragma once

#include "CJPEG.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

typedef struct {
    struct jpeg_error_mgr base;  // first, so that libjpeg's pointer is also ours
    jmp_buf escape;
    CJPEG_Error *error;
} Guard;

// For the `err` of a decompressor or compressor.
struct jpeg_error_mgr *Guard_prepare(Guard *guard, CJPEG_Error *error);

// Ends decoding with the message that stands in `info->err`.
void Guard_leave(j_common_ptr info);
