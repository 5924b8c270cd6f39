#include "Guard.h"

#include <string.h>

#include <jerror.h>

// Webcams pad a frame with a few bytes before its end marker. More than this means that data was lost on the way.
static const int maximum_padding = 16;

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

void Guard_leave(j_common_ptr info) {
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
    if (!padding && manager->msg_code != JWRN_JFIF_MAJOR) Guard_leave(info);
}

static void on_output(j_common_ptr info) {
    (void)info;  // nothing is printed
}

struct jpeg_error_mgr *Guard_prepare(Guard *guard, CJPEG_Error *error) {
    jpeg_std_error(&guard->base);
    guard->base.error_exit = Guard_leave;
    guard->base.emit_message = on_message;
    guard->base.output_message = on_output;
    guard->error = error;
    memset(error, 0, sizeof *error);
    return &guard->base;
}
