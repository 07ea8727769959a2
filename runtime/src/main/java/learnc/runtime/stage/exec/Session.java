package learnc.runtime.stage.exec;

import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;

/// What connects the user with a running program: signals that learnc receives reach the program.
public final class Session implements AutoCloseable {

    private final SignalForwarding signals;

    Session(Kernel host, Init init) {
        signals = new SignalForwarding(host, init.pidfd());
    }

    /// From now on the program is what the user talks to.
    void open() {
        signals.begin();
    }

    /// Gives signals their old meaning. Call it when the program has ended, or has never begun.
    @Override
    public void close() {
        signals.end();
    }
}
