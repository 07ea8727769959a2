package learnc.runtime.kernel;

/// How a child has ended.
///
/// @param pid    which; 0 when none has ended yet and the caller did not want to wait
/// @param killed whether a signal has ended it
/// @param status the number of that signal, else the program's own exit status
@Manual("waitid(2)")
public record ChildStatus(int pid, boolean killed, int status) {

    private static final int CLD_EXITED = 1;
    private static final int SIGNAL_BASE = 128;

    static ChildStatus of(byte[] siginfo) {
        return new ChildStatus(Decoders.intAt(siginfo, 16), Decoders.intAt(siginfo, 8) != CLD_EXITED, Decoders.intAt(siginfo, 24));
    }

    /// The exit code that a shell or Docker reports: the program's own, or 128 + the signal.
    public int exitCode() {
        return killed ? SIGNAL_BASE + status : status;
    }

    String decoded() {
        return pid == 0 ? "{}" : "{si_pid=" + pid + ", si_code=" + (killed ? "CLD_KILLED" : "CLD_EXITED")
                + ", si_status=" + (killed ? Signal.decoded(status) : status) + "}";
    }
}
