#include "Guard.h"

#include <jerror.h>

// A camera's frame has one scan and a progressive photograph about ten; a hostile file has thousands, each of which
// costs a pass over the whole picture.
static const int maximum_scans = 64;

// A progressive picture is held as coefficients while it decodes: 6 bytes a pixel at most.
static const long maximum_memory = 400L * 1024 * 1024;

static void on_progress(j_common_ptr info) {
    if (((j_decompress_ptr)info)->input_scan_number <= maximum_scans) return;
    Guard *guard = (Guard *)info->err;
    guard->error->code = CJPEG_TOO_LARGE;
    snprintf(guard->error->message, sizeof guard->error->message, "more than %d scans", maximum_scans);
    longjmp(guard->escape, 1);
}

static void begin(j_decompress_ptr info, const uint8_t *bytes, size_t count) {
    jpeg_create_decompress(info);
    info->mem->max_memory_to_use = maximum_memory;
    jpeg_mem_src(info, bytes, count);
    jpeg_read_header(info, TRUE);
}

int CJPEG_decode(
    const uint8_t *bytes, size_t count, int components, int denominator, uint8_t *pixels, int width, int height,
    CJPEG_Error *error
) {
    struct jpeg_decompress_struct info = {0};
    struct jpeg_progress_mgr progress = {.progress_monitor = on_progress};
    Guard guard;
    info.err = Guard_prepare(&guard, error);
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
        Guard_leave((j_common_ptr)&info);
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
