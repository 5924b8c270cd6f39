#include "CJPEG.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

// A camera's frame has one scan and a progressive photograph about ten; a hostile file has thousands, each of which
// costs a pass over the whole picture.
static const int maximum_scans = 64;

// A progressive picture is held as coefficients while it decodes: 6 bytes a pixel at most.
static const long maximum_memory = 400L * 1024 * 1024;

// Webcams pad a frame with a few bytes before its end marker. More than this means that data was lost on the way.
static const int maximum_padding = 16;

typedef struct {
    struct jpeg_error_mgr base;  // first, so that libjpeg's pointer is also ours
    jmp_buf escape;
    CJPEG_Error *error;
} Guard;

static int error_code(int message_code) {
    switch (message_code) {
    case JERR_NO_SOI: return CJPEG_NOT_A_JPEG;
    case JERR_INPUT_EMPTY: case JERR_INPUT_EOF: case JWRN_JPEG_EOF: return CJPEG_TRUNCATED;
    case JERR_SOF_UNSUPPORTED: case JERR_BAD_PRECISION: case JERR_CONVERSION_NOTIMPL: case JERR_ARITH_NOTIMPL:
    case JERR_NOTIMPL: case JERR_NOT_COMPILED: return CJPEG_UNSUPPORTED;
    case JERR_OUT_OF_MEMORY: case JERR_NO_BACKING_STORE: case JERR_IMAGE_TOO_BIG: return CJPEG_TOO_LARGE;
    default: return CJPEG_DAMAGED;
    }
}

static void leave(j_common_ptr info) {
    Guard *guard = (Guard *)info->err;
    char text[JMSG_LENGTH_MAX];
    guard->base.format_message(info, text);
    guard->error->code = error_code(guard->base.msg_code);
    snprintf(guard->error->message, sizeof guard->error->message, "%s", text);
    longjmp(guard->escape, 1);
}

// A warning means that libjpeg goes on with invented pixels. They could show a wrong digit, so decoding ends there,
// which also denies a cut file the time to "decode" what it does not hold.
static void on_message(j_common_ptr info, int level) {
    if (level >= 0) return;  // a trace
    const struct jpeg_error_mgr *manager = info->err;
    int padding = manager->msg_code == JWRN_EXTRANEOUS_DATA && manager->msg_parm.i[1] == JPEG_EOI
        && manager->msg_parm.i[0] <= maximum_padding;
    if (!padding && manager->msg_code != JWRN_JFIF_MAJOR) leave(info);
}

static void on_output(j_common_ptr info) {
    (void)info;  // nothing is printed
}

static void on_progress(j_common_ptr info) {
    if (((j_decompress_ptr)info)->input_scan_number <= maximum_scans) return;
    Guard *guard = (Guard *)info->err;
    guard->error->code = CJPEG_TOO_LARGE;
    snprintf(guard->error->message, sizeof guard->error->message, "more than %d scans", maximum_scans);
    longjmp(guard->escape, 1);
}

static struct jpeg_error_mgr *prepare(Guard *guard, CJPEG_Error *error) {
    jpeg_std_error(&guard->base);
    guard->base.error_exit = leave;
    guard->base.emit_message = on_message;
    guard->base.output_message = on_output;
    guard->error = error;
    memset(error, 0, sizeof *error);
    return &guard->base;
}

static void begin(j_decompress_ptr info, const uint8_t *bytes, size_t count) {
    jpeg_create_decompress(info);
    info->mem->max_memory_to_use = maximum_memory;
    jpeg_mem_src(info, bytes, count);
    jpeg_read_header(info, TRUE);
}

int CJPEG_size(const uint8_t *bytes, size_t count, int *width, int *height, CJPEG_Error *error) {
    struct jpeg_decompress_struct info = {0};
    Guard guard;
    info.err = prepare(&guard, error);
    if (setjmp(guard.escape)) {
        jpeg_destroy_decompress(&info);
        return -1;
    }
    begin(&info, bytes, count);
    *width = (int)info.image_width;
    *height = (int)info.image_height;
    jpeg_destroy_decompress(&info);
    return 0;
}

int CJPEG_decode(
    const uint8_t *bytes, size_t count, int components, int denominator, uint8_t *pixels, int width, int height,
    CJPEG_Error *error
) {
    struct jpeg_decompress_struct info = {0};
    struct jpeg_progress_mgr progress = {.progress_monitor = on_progress};
    Guard guard;
    info.err = prepare(&guard, error);
    if (setjmp(guard.escape)) {
        jpeg_destroy_decompress(&info);
        return -1;
    }
    begin(&info, bytes, count);
    info.progress = &progress;
    info.out_color_space = components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    info.scale_num = 1;
    info.scale_denom = (unsigned)denominator;
    jpeg_calc_output_dimensions(&info);
    if ((int)info.output_width != width || (int)info.output_height != height || info.output_components != components) {
        info.err->msg_code = JERR_CONVERSION_NOTIMPL;
        leave((j_common_ptr)&info);
    }
    jpeg_start_decompress(&info);
    while (info.output_scanline < info.output_height) {
        JSAMPROW row = pixels + (size_t)info.output_scanline * (size_t)width * (size_t)components;
        jpeg_read_scanlines(&info, &row, 1);
    }
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
    return 0;
}

int CJPEG_encode(
    const uint8_t *pixels, int width, int height, int quality, uint8_t **bytes, size_t *count, CJPEG_Error *error
) {
    struct jpeg_compress_struct info = {0};
    Guard guard;
    unsigned char *result = NULL;
    unsigned long size = 0;
    info.err = prepare(&guard, error);
    if (setjmp(guard.escape)) {
        // `result` is not freed: libjpeg may have moved it already, and only want of memory leads here.
        jpeg_destroy_compress(&info);
        return -1;
    }
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, &result, &size);
    info.image_width = (JDIMENSION)width;
    info.image_height = (JDIMENSION)height;
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, quality, TRUE);
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        JSAMPROW row = (JSAMPROW)(pixels + (size_t)info.next_scanline * (size_t)width * 3);
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    *bytes = result;
    *count = size;
    return 0;
}

void CJPEG_free(uint8_t *bytes) {
    free(bytes);
}
