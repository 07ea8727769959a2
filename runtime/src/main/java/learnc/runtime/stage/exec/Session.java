package learnc.runtime.stage.exec;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.Why;

/// What connects the user with a running program: signals that learnc receives reach it, and with `-t` what is typed does.
public final class Session implements AutoCloseable {

    private static final int NO_SIGNAL = 0;

    private final Kernel host;
    private final int pidfd;
    private final SignalForwarding signals;
    private final TerminalSession terminal;

    /// For a program that uses learnc's own standard streams.
    ///
    /// @param host makes system calls in learnc's own process
    /// @param init is about to execute the program
    public Session(Kernel host, Init init) {
        this(host, init.pidfd(), null);
    }

    /// @param pidfd    stands for the program
    /// @param terminal null when the program uses learnc's own standard streams
    Session(Kernel host, int pidfd, TerminalSession terminal) {
        this.host = host;
        this.pidfd = pidfd;
        this.signals = new SignalForwarding(host, pidfd);
        this.terminal = terminal;
    }

    /// From now on the program is what the user talks to: signals that are sent to learnc reach it. Call this last before the program is executed.
    public void open() {
        signals.begin();
        if (terminal != null) {
            signals.handle(Signal.SIGWINCH, terminal::resize);
            terminal.begin();
        }
    }

    /// Gives the user's terminal and learnc's signals their old state. When the program has ended, and its end has been waited
    /// for, all of its output has been shown before. Call this before the program's descriptor (its pidfd) is closed.
    @Override
    public void close() {
        signals.end();
        if (terminal != null) {
            terminal.end(hasEnded());
        }
    }

    @Why(call = "pidfd_send_signal", value = "Sends no signal at all (0), only to learn whether the program is still there.",
            without = "learnc would not know whether there is output to wait for.")
    @Refused(errno = Errno.ESRCH, call = "pidfd_send_signal", because = "the program has ended", remedy = "")
    private boolean hasEnded() {
        try {
            host.pidfdSendSignal(pidfd, NO_SIGNAL);
            return false;
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ESRCH)) {
                return true;
            }
            throw refusal;
        }
    }
}
