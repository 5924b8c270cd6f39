import CProcess
import Glibc

/// What holds for the whole process before anything is opened.
enum ProcessRules {
    /// Applies them; call before any thread is started.
    static func apply() {
        // Memory holds card numbers.
        _ = CProcess_forbid_dumps()
        // What is written is for its owner alone.
        umask(0o077)
        // A closed output is told by write(2), so that the program can end quietly.
        _ = signal(SIGPIPE, SIG_IGN)
        // So is a file that may not grow: it costs a crop, not the program.
        _ = signal(SIGXFSZ, SIG_IGN)
        keepStandardDescriptors()
    }

    /// Puts `/dev/null` where standard input, output or error is closed: otherwise the next file to be opened would
    /// stand in its place, and events would go into it.
    private static func keepStandardDescriptors() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            _ = unsafe open("/dev/null", O_RDWR)
        }
    }
}
