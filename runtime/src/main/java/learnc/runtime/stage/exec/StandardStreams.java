package learnc.runtime.stage.exec;

import static learnc.runtime.kernel.OpenFlags.AT_EMPTY_PATH;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;

/// Standard input, output and error of a program without a terminal: those that learnc itself was given.
final class StandardStreams {

    private static final int STANDARD_INPUT = 0;
    private static final int LAST = 2;
    private static final int KIND = 0170000;
    private static final int S_IFIFO = 0010000;
    private static final int UNCHANGED = -1;

    private final Kernel inside;

    StandardStreams(Kernel inside) {
        this.inside = inside;
    }

    /// Leaves the input empty.
    @Why(call = "openat", value = "Opens /dev/null, which becomes the program's standard input: without -i it gets no input.",
            without = "It would swallow what you type, or the rest of a script that calls learnc in a loop.")
    @Why(call = "dup3", value = "Makes /dev/null the program's standard input.",
            without = "It would swallow what you type, or the rest of a script that calls learnc in a loop.")
    void closeInput() {
        int nothing = inside.openat(AT_FDCWD, "/dev/null", O_RDONLY | O_CLOEXEC, 0);
        inside.dup3(nothing, STANDARD_INPUT, 0);
        inside.close(nothing);
    }

    /// Gives pipes to the user, so that a program which opens /dev/stdout may. Files and devices of the host keep their owner.
    @Why(call = "statx", value = "Looks whether a standard stream is a pipe, which has an owner.",
            without = "A program that opens /dev/stdout as another user would be refused with EACCES.")
    void handOver(int user) {
        for (int stream = 0; stream <= LAST; stream++) {
            if ((inside.statx(stream, "", AT_EMPTY_PATH).mode() & KIND) == S_IFIFO) {
                handOver(stream, user);
            }
        }
    }

    @Why(call = "fchownat", value = "Gives the pipe to the program's user.",
            without = "A program that opens /dev/stdout, as nginx does for its log, would be refused with EACCES.")
    @Refused(errno = Errno.EPERM, call = "fchownat", because = "a user namespace has no power over what was opened outside of it; writing works "
            + "all the same",
            remedy = "")
    private void handOver(int stream, int user) {
        try {
            inside.fchownat(stream, "", user, UNCHANGED, AT_EMPTY_PATH);
        } catch (KernelRefusal refusal) {
            // A user namespace has no power over what was opened outside of it, and the program can write to it all the same.
            if (!refusal.is(Errno.EPERM) && !refusal.is(Errno.EINVAL)) {
                throw refusal;
            }
        }
    }
}
