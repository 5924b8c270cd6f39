#include "CV4L2.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <linux/videodev2.h>

const uint32_t CV4L2_MJPEG = V4L2_PIX_FMT_MJPEG;
const uint32_t CV4L2_JPEG = V4L2_PIX_FMT_JPEG;
const uint32_t CV4L2_YUYV = V4L2_PIX_FMT_YUYV;
const uint32_t CV4L2_NV12 = V4L2_PIX_FMT_NV12;
const uint32_t CV4L2_GREY = V4L2_PIX_FMT_GREY;
const uint32_t CV4L2_CAPTURE = V4L2_CAP_VIDEO_CAPTURE;
const uint32_t CV4L2_CAPTURE_MULTIPLANAR = V4L2_CAP_VIDEO_CAPTURE_MPLANE;
const uint32_t CV4L2_STREAMING = V4L2_CAP_STREAMING;
const uint32_t CV4L2_METADATA = V4L2_CAP_META_CAPTURE;
const uint32_t CV4L2_EXPOSURE = V4L2_CID_EXPOSURE_ABSOLUTE;
const uint32_t CV4L2_EXPOSURE_AUTO = V4L2_CID_EXPOSURE_AUTO;
const int32_t CV4L2_EXPOSURE_MANUAL = V4L2_EXPOSURE_MANUAL;
const uint32_t CV4L2_FOCUS = V4L2_CID_FOCUS_ABSOLUTE;
const uint32_t CV4L2_FOCUS_AUTO = V4L2_CID_FOCUS_AUTO;
const uint32_t CV4L2_POWER_LINE_FREQUENCY = V4L2_CID_POWER_LINE_FREQUENCY;
const uint32_t CV4L2_GAIN = V4L2_CID_GAIN;
const uint32_t CV4L2_BUFFER_ERROR = V4L2_BUF_FLAG_ERROR;

static const enum v4l2_buf_type capture = V4L2_BUF_TYPE_VIDEO_CAPTURE;

static int request(int device, unsigned long number, void *argument) {
    int result;
    do {
        result = ioctl(device, number, argument);
    } while (result < 0 && errno == EINTR);
    return result < 0 ? -1 : 0;
}

int CV4L2_open(const char *path) {
    int device;
    do {
        device = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
    } while (device < 0 && errno == EINTR);
    return device;
}

int CV4L2_capability(int device, CV4L2_Capability *result) {
    struct v4l2_capability found = {0};
    if (request(device, VIDIOC_QUERYCAP, &found)) return -1;
    memset(result, 0, sizeof *result);
    strncpy(result->card, (const char *)found.card, sizeof result->card - 1);
    strncpy(result->bus, (const char *)found.bus_info, sizeof result->bus - 1);
    result->flags = found.capabilities & V4L2_CAP_DEVICE_CAPS ? found.device_caps : found.capabilities;
    return 0;
}

int CV4L2_format_at(int device, uint32_t index, uint32_t *pixel_format) {
    struct v4l2_fmtdesc found = {.index = index, .type = capture};
    if (request(device, VIDIOC_ENUM_FMT, &found)) return -1;
    *pixel_format = found.pixelformat;
    return 0;
}

int CV4L2_sizes_at(int device, uint32_t pixel_format, uint32_t index, CV4L2_Sizes *result) {
    struct v4l2_frmsizeenum found = {.index = index, .pixel_format = pixel_format};
    if (request(device, VIDIOC_ENUM_FRAMESIZES, &found)) return -1;
    if (found.type == V4L2_FRMSIZE_TYPE_DISCRETE) {
        *result = (CV4L2_Sizes){
            found.discrete.width, found.discrete.width, found.discrete.height, found.discrete.height};
    } else {
        *result = (CV4L2_Sizes){
            found.stepwise.min_width, found.stepwise.max_width, found.stepwise.min_height, found.stepwise.max_height};
    }
    return 0;
}

int CV4L2_interval_at(
    int device, uint32_t pixel_format, uint32_t width, uint32_t height, uint32_t index, CV4L2_Interval *result
) {
    struct v4l2_frmivalenum found = {.index = index, .pixel_format = pixel_format, .width = width, .height = height};
    if (request(device, VIDIOC_ENUM_FRAMEINTERVALS, &found)) return -1;
    struct v4l2_fract fastest = found.type == V4L2_FRMIVAL_TYPE_DISCRETE ? found.discrete : found.stepwise.min;
    *result = (CV4L2_Interval){fastest.numerator, fastest.denominator};
    return 0;
}

int CV4L2_set_format(int device, CV4L2_Format *format) {
    struct v4l2_format wanted = {.type = capture};
    wanted.fmt.pix.pixelformat = format->pixel_format;
    wanted.fmt.pix.width = format->width;
    wanted.fmt.pix.height = format->height;
    wanted.fmt.pix.field = V4L2_FIELD_NONE;
    if (request(device, VIDIOC_S_FMT, &wanted)) return -1;
    *format = (CV4L2_Format){
        wanted.fmt.pix.pixelformat, wanted.fmt.pix.width, wanted.fmt.pix.height, wanted.fmt.pix.bytesperline};
    return 0;
}

int CV4L2_set_interval(int device, CV4L2_Interval *interval) {
    struct v4l2_streamparm wanted = {.type = capture};
    wanted.parm.capture.timeperframe = (struct v4l2_fract){interval->numerator, interval->denominator};
    if (request(device, VIDIOC_S_PARM, &wanted)) return -1;
    *interval = (CV4L2_Interval){
        wanted.parm.capture.timeperframe.numerator, wanted.parm.capture.timeperframe.denominator};
    return 0;
}

int CV4L2_control_after(int device, uint32_t id, CV4L2_Control *result) {
    struct v4l2_queryctrl found = {.id = id | V4L2_CTRL_FLAG_NEXT_CTRL};
    if (request(device, VIDIOC_QUERYCTRL, &found)) return -1;
    memset(result, 0, sizeof *result);
    result->id = found.id;
    strncpy(result->name, (const char *)found.name, sizeof result->name - 1);
    result->minimum = found.minimum;
    result->maximum = found.maximum;
    int is_number = found.type == V4L2_CTRL_TYPE_INTEGER || found.type == V4L2_CTRL_TYPE_BOOLEAN
        || found.type == V4L2_CTRL_TYPE_MENU || found.type == V4L2_CTRL_TYPE_INTEGER_MENU;
    result->can_be_set = is_number && !(found.flags & (V4L2_CTRL_FLAG_DISABLED | V4L2_CTRL_FLAG_READ_ONLY));
    return 0;
}

int CV4L2_set_control(int device, uint32_t id, int32_t value) {
    struct v4l2_control control = {.id = id, .value = value};
    return request(device, VIDIOC_S_CTRL, &control);
}

int CV4L2_get_control(int device, uint32_t id, int32_t *value) {
    struct v4l2_control control = {.id = id};
    if (request(device, VIDIOC_G_CTRL, &control)) return -1;
    *value = control.value;
    return 0;
}

int CV4L2_request_buffers(int device, uint32_t *count) {
    struct v4l2_requestbuffers wanted = {.count = *count, .type = capture, .memory = V4L2_MEMORY_MMAP};
    if (request(device, VIDIOC_REQBUFS, &wanted)) return -1;
    *count = wanted.count;
    return 0;
}

int CV4L2_buffer_place(int device, uint32_t index, uint32_t *offset, uint32_t *length) {
    struct v4l2_buffer buffer = {.index = index, .type = capture, .memory = V4L2_MEMORY_MMAP};
    if (request(device, VIDIOC_QUERYBUF, &buffer)) return -1;
    *offset = buffer.m.offset;
    *length = buffer.length;
    return 0;
}

int CV4L2_queue(int device, uint32_t index) {
    struct v4l2_buffer buffer = {.index = index, .type = capture, .memory = V4L2_MEMORY_MMAP};
    return request(device, VIDIOC_QBUF, &buffer);
}

int CV4L2_dequeue(int device, CV4L2_Filled *result) {
    struct v4l2_buffer buffer = {.type = capture, .memory = V4L2_MEMORY_MMAP};
    if (request(device, VIDIOC_DQBUF, &buffer)) return -1;
    *result = (CV4L2_Filled){
        buffer.index, buffer.bytesused, buffer.flags, buffer.sequence,
        (int64_t)buffer.timestamp.tv_sec * 1000000 + buffer.timestamp.tv_usec};
    return 0;
}

int CV4L2_start(int device) {
    enum v4l2_buf_type type = capture;
    return request(device, VIDIOC_STREAMON, &type);
}

int CV4L2_stop(int device) {
    enum v4l2_buf_type type = capture;
    return request(device, VIDIOC_STREAMOFF, &type);
}

int CV4L2_wait(int device, int milliseconds, int *broken) {
    struct pollfd wanted = {.fd = device, .events = POLLIN};
    int result;
    do {
        result = poll(&wanted, 1, milliseconds);
    } while (result < 0 && errno == EINTR);
    *broken = result > 0 && (wanted.revents & (POLLERR | POLLHUP | POLLNVAL)) != 0;
    return result;
}

int CV4L2_watch(const char *folder) {
    int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch < 0) return -1;
    // A node is made first and given its permissions afterwards.
    if (inotify_add_watch(watch, folder, IN_CREATE | IN_MOVED_TO | IN_ATTRIB) >= 0) return watch;
    int error = errno;
    close(watch);
    errno = error;
    return -1;
}

int CV4L2_wait_for_node(int watch, int milliseconds) {
    struct pollfd wanted = {.fd = watch, .events = POLLIN};
    if (poll(&wanted, 1, milliseconds) <= 0) return 0;
    char events[4096] __attribute__((aligned(__alignof__(struct inotify_event))));
    int is_camera = 0;
    ssize_t count;
    while ((count = read(watch, events, sizeof events)) > 0) {
        for (const char *next = events; next < events + count;) {
            const struct inotify_event *event = (const struct inotify_event *)next;
            is_camera |= event->len > 0 && strncmp(event->name, "video", 5) == 0;
            next += sizeof *event + event->len;
        }
    }
    return is_camera;
}
