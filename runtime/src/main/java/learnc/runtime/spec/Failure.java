package learnc.runtime.spec;

/// Something that was asked for cannot be done, told to a user: what we asked, what came back, what to try.
/// A command prints the message without a stack trace and ends with the exit code.
public class Failure extends RuntimeException {

    /// learnc itself failed, before the user's program ran.
    public static final int LEARNC_FAILED = 125;
    /// The program was found but cannot be invoked.
    public static final int CANNOT_INVOKE = 126;
    /// The program does not exist in the image.
    public static final int NOT_FOUND = 127;

    private final int exitCode;

    /// A failure of learnc itself (125). Join sentences with a line break; the last says what to try.
    public Failure(String message) {
        this(LEARNC_FAILED, message, null);
    }

    /// A failure of learnc itself (125) with what led to it, which is shown only with `--debug`.
    public Failure(String message, Throwable cause) {
        this(LEARNC_FAILED, message, cause);
    }

    /// A failure with one of Docker's exit codes: 125, 126 or 127.
    public Failure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /// The exit code of the whole command, 125 to 127.
    public int exitCode() {
        return exitCode;
    }
}
