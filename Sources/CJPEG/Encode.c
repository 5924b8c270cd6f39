#include "Guard.h"

#include <stdlib.h>

int CJPEG_encode(
    const uint8_t *pixels, int width, int height, int quality, uint8_t **bytes, size_t *count, CJPEG_Error *error
) {
    struct jpeg_compress_struct info = {0};
    Guard guard;
    unsigned char *result = NULL;
    unsigned long size = 0;
    info.err = Guard_prepare(&guard, error);
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
