// Video4Linux: what Swift cannot import from <linux/videodev2.h> (request numbers, pixel formats and flags are macros
// with casts, results hide in unions and char arrays), as constants and one typed function for each request.
//
// Every function goes on after EINTR and returns 0, or -1 with errno. Numbers in and out stand in flat structs.
#pragma once

#include <stdint.h>

extern const uint32_t CV4L2_MJPEG, CV4L2_JPEG, CV4L2_YUYV, CV4L2_NV12, CV4L2_GREY;
extern const uint32_t CV4L2_CAPTURE, CV4L2_CAPTURE_MULTIPLANAR, CV4L2_STREAMING, CV4L2_METADATA;
extern const uint32_t CV4L2_EXPOSURE, CV4L2_EXPOSURE_AUTO, CV4L2_FOCUS, CV4L2_FOCUS_AUTO;
extern const uint32_t CV4L2_POWER_LINE_FREQUENCY, CV4L2_GAIN;
extern const int32_t CV4L2_EXPOSURE_MANUAL;
extern const uint32_t CV4L2_BUFFER_ERROR;

typedef struct {
    char card[32];
    char bus[32];
    uint32_t flags;  // of this node, not of the whole device
} CV4L2_Capability;

typedef struct {
    uint32_t pixel_format;
    uint32_t width;
    uint32_t height;
    uint32_t row_stride;
} CV4L2_Format;

// A size, or a range of sizes; a size alone has equal ends.
typedef struct {
    uint32_t minimum_width, maximum_width;
    uint32_t minimum_height, maximum_height;
} CV4L2_Sizes;

// Seconds a frame, as a fraction. Of a range of rates, the fastest.
typedef struct {
    uint32_t numerator;
    uint32_t denominator;
} CV4L2_Interval;

typedef struct {
    uint32_t id;
    char name[32];
    int32_t minimum, maximum;
    int can_be_set;
} CV4L2_Control;

typedef struct {
    uint32_t index;
    uint32_t used;  // bytes
    uint32_t flags;
    uint32_t sequence;
    int64_t microseconds;  // the driver's clock
} CV4L2_Filled;

int CV4L2_open(const char *path);
int CV4L2_capability(int device, CV4L2_Capability *result);
int CV4L2_format_at(int device, uint32_t index, uint32_t *pixel_format);
int CV4L2_sizes_at(int device, uint32_t pixel_format, uint32_t index, CV4L2_Sizes *result);
int CV4L2_interval_at(
    int device, uint32_t pixel_format, uint32_t width, uint32_t height, uint32_t index, CV4L2_Interval *result);
int CV4L2_set_format(int device, CV4L2_Format *format);
int CV4L2_set_interval(int device, CV4L2_Interval *interval);
// The first control with a number above `id`.
int CV4L2_control_after(int device, uint32_t id, CV4L2_Control *result);
int CV4L2_set_control(int device, uint32_t id, int32_t value);
int CV4L2_get_control(int device, uint32_t id, int32_t *value);
int CV4L2_request_buffers(int device, uint32_t *count);
int CV4L2_buffer_place(int device, uint32_t index, uint32_t *offset, uint32_t *length);
int CV4L2_queue(int device, uint32_t index);
int CV4L2_dequeue(int device, CV4L2_Filled *result);
int CV4L2_start(int device);
int CV4L2_stop(int device);
// Waits for a filled buffer: 1, or 0 when the time is over. `broken` says that the driver reports an error.
int CV4L2_wait(int device, int milliseconds, int *broken);

// Begins to watch a folder, such as /dev, for video nodes that come or get other permissions: a descriptor, or -1.
int CV4L2_watch(const char *folder);
// Waits for something to happen there: 1 where it concerned a video node, 0 where it did not or the time is over.
int CV4L2_wait_for_node(int watch, int milliseconds);
