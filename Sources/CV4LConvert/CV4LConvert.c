#include "CV4LConvert.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include <libv4l-plugin.h>
#include <libv4lconvert.h>

struct CV4LConvert {
    struct v4lconvert_data *library;
    struct v4l2_format source, planar;
    uint8_t *planes;
};

// A device that answers to its name and knows nothing else.
static int answer(void *context, int device, unsigned long request, void *argument) {
    (void)context;
    (void)device;
    if (request == VIDIOC_QUERYCAP) {
        memset(argument, 0, sizeof(struct v4l2_capability));
        return 0;
    }
    errno = EINVAL;
    return -1;
}

static void *begin(int device) {
    (void)device;
    return NULL;
}

static void end(void *context) { (void)context; }

static const struct libv4l_dev_ops no_device = {.init = begin, .close = end, .ioctl = answer};

int CV4LConvert_knows(uint32_t pixel_format) {
    static const uint32_t known[] = {
        V4L2_PIX_FMT_UYVY, V4L2_PIX_FMT_YVYU, V4L2_PIX_FMT_YUV420, V4L2_PIX_FMT_YVU420, V4L2_PIX_FMT_NV16,
        V4L2_PIX_FMT_NV61, V4L2_PIX_FMT_RGB24, V4L2_PIX_FMT_BGR24, V4L2_PIX_FMT_RGB32, V4L2_PIX_FMT_BGR32,
        V4L2_PIX_FMT_XRGB32, V4L2_PIX_FMT_XBGR32, V4L2_PIX_FMT_RGB565, V4L2_PIX_FMT_Y16, V4L2_PIX_FMT_SBGGR8,
        V4L2_PIX_FMT_SGBRG8, V4L2_PIX_FMT_SGRBG8, V4L2_PIX_FMT_SRGGB8};
    for (size_t index = 0; index < sizeof known / sizeof *known; index++) {
        if (known[index] == pixel_format) return 1;
    }
    return 0;
}

static uint32_t fewest_bytes(const struct v4l2_pix_format *format) {
    int is_planar = format->pixelformat == V4L2_PIX_FMT_YUV420 || format->pixelformat == V4L2_PIX_FMT_YVU420;
    int is_double = format->pixelformat == V4L2_PIX_FMT_NV16 || format->pixelformat == V4L2_PIX_FMT_NV61;
    uint32_t plane = format->bytesperline * format->height;
    return is_planar ? plane * 3 / 2 : is_double ? plane * 2 : plane;
}

CV4LConvert *CV4LConvert_create(uint32_t pixel_format, uint32_t width, uint32_t height, uint32_t row_stride) {
    CV4LConvert *result = calloc(1, sizeof *result);
    if (!result) return NULL;
    // Chroma of an odd last column or row is left out by the library.
    struct v4l2_pix_format *source = &result->source.fmt.pix, *planar = &result->planar.fmt.pix;
    result->source.type = result->planar.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    source->width = planar->width = width;
    source->height = planar->height = height;
    source->pixelformat = pixel_format;
    source->bytesperline = row_stride;
    source->sizeimage = fewest_bytes(source);
    planar->pixelformat = V4L2_PIX_FMT_YUV420;
    planar->bytesperline = width;
    planar->sizeimage = width * height * 3 / 2;
    result->planes = malloc(planar->sizeimage);
    result->library = v4lconvert_create_with_dev_ops(-1, NULL, &no_device);
    if (result->planes && result->library) return result;
    CV4LConvert_destroy(result);
    return NULL;
}

void CV4LConvert_destroy(CV4LConvert *converter) {
    if (converter->library) v4lconvert_destroy(converter->library);
    free(converter->planes);
    free(converter);
}

int CV4LConvert_to_nv12(CV4LConvert *converter, uint8_t *source, uint32_t size, uint8_t *target) {
    const struct v4l2_pix_format *planar = &converter->planar.fmt.pix;
    if (size < converter->source.fmt.pix.sizeimage) return -1;
    int written = v4lconvert_convert(
        converter->library, &converter->source, &converter->planar, source, (int)size, converter->planes,
        (int)planar->sizeimage);
    if (written != (int)planar->sizeimage) return -1;
    uint32_t luma = planar->width * planar->height, chroma = luma / 4;
    memcpy(target, converter->planes, luma);
    for (uint32_t index = 0; index < chroma; index++) {
        target[luma + 2 * index] = converter->planes[luma + index];
        target[luma + 2 * index + 1] = converter->planes[luma + chroma + index];
    }
    return 0;
}
