// The system's library for cameras with unusual formats (libv4lconvert), as a function of bytes: it is told nothing of
// the device, so that it neither turns nor brightens pictures by what it believes to know of it.
#pragma once

#include <stdint.h>

typedef struct CV4LConvert CV4LConvert;

// Whether pictures of this V4L2 format can be converted.
int CV4LConvert_knows(uint32_t pixel_format);
// NULL where there is no memory.
CV4LConvert *CV4LConvert_create(uint32_t pixel_format, uint32_t width, uint32_t height, uint32_t row_stride);
void CV4LConvert_destroy(CV4LConvert *converter);
// Converts a picture to NV12 with rows of an even number of bytes: 0, or -1 where it is cut short or damaged.
// `target` has room for (height + (height + 1) / 2) rows.
int CV4LConvert_to_nv12(CV4LConvert *converter, uint8_t *source, uint32_t size, uint8_t *target);
