package learnc.runtime.stage.exec;

import static learnc.runtime.stage.exec.TerminalCommands.TIOCSWINSZ;

import java.util.Arrays;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.WholeFile;

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
    void resize() {
        byte[] size = user.size();
        if (size != null) {
            host.ioctl(master, TIOCSWINSZ, size);
        }
    }

    void begin() {
        resize();
        if (isListening) {
            user.makeRaw();
        }
        // A write that waited would stop the output, too, and the program might wait for that.
        host.fcntl(master, F_SETFL, O_RDWR_NONBLOCK);
        carrier = Thread.ofPlatform().daemon().name("learnc-terminal-carrier").start(this::carry);
    }

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
