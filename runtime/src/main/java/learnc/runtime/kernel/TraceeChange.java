package learnc.runtime.kernel;

/// What has happened to a traced thread.
///
/// @param thread which
/// @param code   `CLD_…`: how to read the status
/// @param status the exit status, the signal that has ended it, or why it stands still
@Manual("ptrace(2)")
public record TraceeChange(int thread, int code, int status) {

    private static final int CLD_DUMPED = 3;

    /// Whether it has ended; else it stands still, and waits to be told to go on.
    public boolean isEnd() {
        return code <= CLD_DUMPED;
    }

    /// Why it stands still: the signal that has arrived, or SIGTRAP (with 0x80 for a system call).
    public int signal() {
        return status & 0xFF;
    }

    /// `PTRACE_EVENT_…`, or 0.
    public int event() {
        return status >>> 8;
    }
}
