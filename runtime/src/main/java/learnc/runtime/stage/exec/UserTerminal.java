package learnc.runtime.stage.exec;

import static learnc.runtime.stage.exec.TerminalCommands.BYTE_FORMAT;
import static learnc.runtime.stage.exec.TerminalCommands.CONTROL_FLAGS;
import static learnc.runtime.stage.exec.TerminalCommands.EIGHT_BITS;
import static learnc.runtime.stage.exec.TerminalCommands.INPUT_CHANGES;
import static learnc.runtime.stage.exec.TerminalCommands.INPUT_FLAGS;
import static learnc.runtime.stage.exec.TerminalCommands.LOCAL_CHANGES;
import static learnc.runtime.stage.exec.TerminalCommands.LOCAL_FLAGS;
import static learnc.runtime.stage.exec.TerminalCommands.OUTPUT_CHANGES;
import static learnc.runtime.stage.exec.TerminalCommands.OUTPUT_FLAGS;
import static learnc.runtime.stage.exec.TerminalCommands.TCGETS;
import static learnc.runtime.stage.exec.TerminalCommands.TCSETS;
import static learnc.runtime.stage.exec.TerminalCommands.TERMIOS_BYTES;
import static learnc.runtime.stage.exec.TerminalCommands.TIOCGWINSZ;
import static learnc.runtime.stage.exec.TerminalCommands.VMIN;
import static learnc.runtime.stage.exec.TerminalCommands.VTIME;
import static learnc.runtime.stage.exec.TerminalCommands.WINSIZE_BYTES;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;

/// The terminal in front of which the user sits.
///
/// While the container has a terminal of its own, this one must do nothing itself: no echo, no lines, no Ctrl-C. That is the
/// raw mode; every key goes to the container's terminal, which does all of it there.
final class UserTerminal {

    private static final int STANDARD_INPUT = 0;
    private static final int STANDARD_OUTPUT = 1;

    private final Kernel host;
    private final Thread atExit = new Thread(this::restore, "learnc-terminal");
    private byte[] before;

    UserTerminal(Kernel host) {
        this.host = host;
    }

    /// @throws Failure when standard input is no terminal
    void require() {
        if (mode() == null) {
            throw new Failure("the input device is not a TTY\n  likely because: -t wants a terminal, and standard input is a file or a pipe"
                    + "\n  try: leave out -t and keep -i");
        }
    }

    private byte[] mode() {
        var termios = new byte[TERMIOS_BYTES];
        return answers(STANDARD_INPUT, TCGETS, termios) ? termios : null;
    }

    @Why(call = "ioctl", about = "TCGETS", value = "Reads the mode of your terminal: to know whether it is one, and to be able to give it back as "
            + "it was.",
            without = "After the run your shell would show nothing of what you type.")
    @Why(call = "ioctl", about = "TCSETS", value = "Gives your terminal its old mode back.",
            without = "Your shell would show nothing of what you type, and Enter would not work as usual.")
    @Why(call = "ioctl", about = "TIOCGWINSZ", value = "Asks how large your terminal is.",
            without = "The container's terminal would have 0 rows and columns.")
    @Why(call = "ioctl", value = "Asks something about your terminal.", without = "The container's terminal could not be made like yours.")
    @Refused(errno = Errno.ENOTTY, call = "ioctl", because = "this is a file or a pipe and no terminal", remedy = "leave out -t and keep -i")
    private boolean answers(int descriptor, long request, byte[] struct) {
        try {
            host.ioctl(descriptor, request, struct);
            return true;
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOTTY) || refusal.is(Errno.EBADF) || refusal.is(Errno.EINVAL) || refusal.is(Errno.EIO)) {
                return false;
            }
            throw refusal;
        }
    }

    /// Its size as a `struct winsize`; null when there is no terminal.
    byte[] size() {
        var winsize = new byte[WINSIZE_BYTES];
        return answers(STANDARD_INPUT, TIOCGWINSZ, winsize) || answers(STANDARD_OUTPUT, TIOCGWINSZ, winsize) ? winsize : null;
    }

    /// Begins the raw mode. It ends with [#restore()], and in any case with learnc.
    @Why(call = "ioctl", value = "Makes your terminal raw: it echoes nothing, keeps no lines and makes no signals; the container's does all that.",
            without = "Every letter would be shown twice, and Ctrl-C would end learnc and not the program inside.")
    void makeRaw() {
        before = mode();
        if (before != null) {
            Runtime.getRuntime().addShutdownHook(atExit);
            host.ioctl(STANDARD_INPUT, TCSETS, raw(before));
        }
    }

    static byte[] raw(byte[] mode) {
        ByteBuffer termios = ByteBuffer.wrap(mode.clone()).order(ByteOrder.nativeOrder());
        termios.putInt(INPUT_FLAGS, termios.getInt(INPUT_FLAGS) & ~INPUT_CHANGES);
        termios.putInt(OUTPUT_FLAGS, termios.getInt(OUTPUT_FLAGS) & ~OUTPUT_CHANGES);
        termios.putInt(CONTROL_FLAGS, termios.getInt(CONTROL_FLAGS) & ~BYTE_FORMAT | EIGHT_BITS);
        termios.putInt(LOCAL_FLAGS, termios.getInt(LOCAL_FLAGS) & ~LOCAL_CHANGES);
        return termios.put(VMIN, (byte) 1).put(VTIME, (byte) 0).array();
    }

    /// Ends the raw mode; does nothing when there is none, or no terminal any more.
    synchronized void restore() {
        if (before != null) {
            answers(STANDARD_INPUT, TCSETS, before);
            before = null;
        }
    }

    /// Ends the raw mode in good order.
    void restoreNow() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running already.
        }
    }
}
