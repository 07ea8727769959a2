package learnc.runtime.stage.exec;

import static learnc.runtime.stage.exec.TerminalCommands.TIOCSWINSZ;

import java.util.Arrays;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;

/// Carries bytes between the user's terminal and the container's, until the last program in the container has closed its own.
final class TerminalSession {

    private static final int STANDARD_INPUT = 0;
    private static final int STANDARD_OUTPUT = 1;
    private static final int NOBODY = -1;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    private static final int F_SETFL = 4;
    private static final int O_RDWR_NONBLOCK = 0x802;
    private static final byte[] NOTHING = new byte[0];

    private final Kernel host;
    private final int master;
    private final UserTerminal user;
    private final byte[] buffer = new byte[16384];
    private final boolean isListening;
    private byte[] typed = NOTHING;
    private Thread carrier;

    /// @param master        learnc's end of the container's terminal
    /// @param isInteractive whether what is typed goes to the container
    TerminalSession(Kernel host, int master, boolean isInteractive) {
        this.host = host;
        this.master = master;
        this.user = new UserTerminal(host);
        this.isListening = isInteractive;
    }

    /// Gives the container's terminal the size of the user's; Linux then sends SIGWINCH to those who use it.
    @Why(call = "ioctl", value = "Gives the container's terminal the size of yours; the kernel then sends SIGWINCH inside.",
            without = "Editors and pagers would draw for 0 columns, or for those of the old window.")
    void resize() {
        byte[] size = user.size();
        if (size != null) {
            host.ioctl(master, TIOCSWINSZ, size);
        }
    }

    @Why(call = "fcntl", value = "Lets writing to the container's terminal never wait.",
            without = "A program that does not read its input would stop its own output, too, because one thread carries both.")
    void begin() {
        resize();
        if (isListening) {
            user.makeRaw();
        }
        // A write that waited would stop the output, too, and the program might wait for that.
        host.fcntl(master, F_SETFL, O_RDWR_NONBLOCK);
        carrier = Thread.ofPlatform().daemon().name("learnc-terminal-carrier").start(this::carry);
    }

    @Why(value = "Carries bytes between your terminal and the container's.",
            without = "Nothing that you type would reach the program, and nothing of its output would be seen.")
    @Why(call = "close", value = "Closes learnc's end of the terminal: the last program inside that still has it gets a hang-up.",
            without = "A program that goes on in the background would keep a terminal that nobody reads.")
    private void carry() {
        try {
            while (step()) {
                // one step carries what there is
            }
        } catch (KernelRefusal theUsersTerminalIsGone) {
            // Nobody is left to carry for.
        } finally {
            host.close(master);
        }
    }

    /// Waits for something to carry, and carries it.
    ///
    /// @return false when one of the two sides has closed
    @Why(call = "read", value = "Reads what you have typed.", without = "Nothing that you type would reach the program.")
    @Why(call = "write", value = "Hands what was typed on to the container's terminal.", without = "Nothing that you type would reach the program.")
    private boolean step() {
        boolean hasTyped = typed.length > 0;
        short[] ready = ready(isListening && !hasTyped ? STANDARD_INPUT : NOBODY, (short) (hasTyped ? POLLIN | POLLOUT : POLLIN));
        if ((ready[0] & ~POLLOUT) != 0) {
            int count = host.read(STANDARD_INPUT, buffer);
            typed = Arrays.copyOf(buffer, count);
            // A raw terminal has no end of file: this one was hung up. Closing ours passes the hang-up on.
            if (count == 0) {
                return false;
            }
        }
        if ((ready[1] & POLLOUT) != 0) {
            typed = Arrays.copyOfRange(typed, host.write(master, typed, 0, typed.length), typed.length);
        }
        return (ready[1] & ~POLLOUT) == 0 || show();
    }

    @Why(call = "ppoll", value = "Waits until you have typed something or the program has written something.",
            without = "learnc would have to ask again and again, and keep a processor busy.")
    @Refused(errno = Errno.EINTR, call = "ppoll", because = "a signal has arrived; it waits again", remedy = "")
    private short[] ready(int input, short ofMaster) {
        try {
            return host.ppoll(new int[] {input, master}, new short[] {POLLIN, ofMaster});
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.EINTR)) {
                return new short[2];
            }
            throw refusal;
        }
    }

    @Why(call = "read", value = "Reads what the program has written to its terminal.",
            without = "Its output would not be seen, and once 4 KB have gathered the program would stop.")
    @Why(call = "write", value = "Shows it on your screen.", without = "The program's output would not be seen.")
    @Refused(errno = Errno.EIO, call = "read", because = "the last program that had the other end open has closed it: this is how a terminal says "
            + "end of file",
            remedy = "")
    private boolean show() {
        try {
            int count = host.read(master, buffer);
            WholeFile.writeAll(host, STANDARD_OUTPUT, buffer, count);
            return count > 0;
        } catch (KernelRefusal refusal) {
            // Linux says EIO when the last one who had the other side open has closed it.
            if (refusal.is(Errno.EIO)) {
                return false;
            }
            throw refusal;
        }
    }

    /// Gives the user's terminal back.
    ///
    /// @param awaitsOutput whether to wait first until all output has been shown; only a program that has ended comes to that
    @Why(call = "close", value = "Closes learnc's end of a terminal that was never used.", without = "It would be open until learnc ends.")
    void end(boolean awaitsOutput) {
        if (carrier == null) {
            host.close(master);
            return;
        }
        if (awaitsOutput) {
            awaitCarrier();
        }
        user.restoreNow();
    }

    private void awaitCarrier() {
        try {
            carrier.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
