package learnc.runtime.stage.exec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Signal;
import sun.misc.SignalHandler;

/// Hands signals that are sent to learnc on to the container's first process.
///
/// Not SIGKILL and SIGSTOP, which nobody can receive, and not those that the Java machine keeps for itself: SIGQUIT (it prints
/// its threads), SIGUSR1 and SIGUSR2. Send these to the container's process directly. Not SIGTSTP either, so that Ctrl-Z
/// still stops learnc.
final class SignalForwarding {

    private static final List<Signal> FORWARDED = List.of(Signal.SIGHUP, Signal.SIGINT, Signal.SIGQUIT, Signal.SIGUSR1, Signal.SIGUSR2,
            Signal.SIGALRM, Signal.SIGTERM, Signal.SIGCONT, Signal.SIGWINCH);

    private final Kernel host;
    private final int pidfd;
    private final Map<sun.misc.Signal, SignalHandler> before = new HashMap<>();

    SignalForwarding(Kernel host, int pidfd) {
        this.host = host;
        this.pidfd = pidfd;
    }

    void begin() {
        for (Signal signal : FORWARDED) {
            handle(signal, () -> send(signal));
        }
    }

    /// Does this when the signal arrives; nothing where the Java machine keeps the signal for itself.
    void handle(Signal signal, Runnable action) {
        try {
            var javas = new sun.misc.Signal(signal.name().substring("SIG".length()));
            before.putIfAbsent(javas, sun.misc.Signal.handle(javas, ignored -> action.run()));
        } catch (IllegalArgumentException reserved) {
            // "Signal already used by VM or OS"
        }
    }

    private void send(Signal signal) {
        try {
            host.pidfdSendSignal(pidfd, signal.number());
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.ESRCH)) {
                throw refusal;
            }
        }
    }

    void end() {
        before.forEach(sun.misc.Signal::handle);
        before.clear();
    }
}
