#include "CProcess.h"

#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>

int CProcess_forbid_dumps(void) {
    struct rlimit none = {0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0) { return -1; }
    // A core_pattern that is a pipe pays no heed to the limit.
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

int CProcess_terminal_columns(int descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
