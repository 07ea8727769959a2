package learnc.runtime.stage.exec;

import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Signal;

/// What connects the user with a running program: signals that learnc receives reach it, and with `-t` what is typed does.
public final class Session implements AutoCloseable {

    private final SignalForwarding signals;
    private final TerminalSession terminal;

    /// @param terminal null when the program uses learnc's own standard streams
    Session(Kernel host, int pidfd, TerminalSession terminal) {
        this.signals = new SignalForwarding(host, pidfd);
        this.terminal = terminal;
    }

    /// From now on the program is what the user talks to.
    void open() {
        signals.begin();
        if (terminal != null) {
            signals.handle(Signal.SIGWINCH, terminal::resize);
            terminal.begin();
        }
    }

    /// Waits until the last output has been shown, and gives the user's terminal and learnc's signals their old state.
    /// Call it when the program has ended, or has never begun.
    @Override
    public void close() {
        signals.end();
        if (terminal != null) {
            terminal.end();
        }
    }
}
