package learnc.viewer.strace;

/// This line is not in the notation of strace.
public final class StraceRefusal extends RuntimeException {

    private final long line;

    StraceRefusal(long line, String what) {
        super("line " + line + ": " + what, null, false, false);
        this.line = line;
    }

    /// Which line, from 1.
    public long line() {
        return line;
    }
}
