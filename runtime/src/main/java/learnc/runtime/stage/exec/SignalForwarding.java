package learnc.runtime.stage.exec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.Why;
import sun.misc.SignalHandler;

/// Hands signals that are sent to learnc on to the container's first process.
///
/// Not SIGKILL and SIGSTOP, which nobody can receive; not SIGQUIT, which the Java machine keeps for itself (it prints its
/// threads): send that one to the container's process directly, or type Ctrl-\ with `-t`. Not SIGTSTP either, so that Ctrl-Z
/// still stops learnc.
final class SignalForwarding {

    private static final List<Signal> FORWARDED = List.of(Signal.SIGHUP, Signal.SIGINT, Signal.SIGUSR1, Signal.SIGUSR2,
            Signal.SIGALRM, Signal.SIGTERM, Signal.SIGCONT, Signal.SIGWINCH);

    private final Kernel host;
    private final int pidfd;
    private final Map<sun.misc.Signal, SignalHandler> before = new HashMap<>();
    private boolean hasEnded;

    SignalForwarding(Kernel host, int pidfd) {
        this.host = host;
        this.pidfd = pidfd;
    }

    void begin() {
        for (Signal signal : FORWARDED) {
            handle(signal, () -> send(signal));
        }
    }

    /// Does this when the signal arrives.
    void handle(Signal signal, Runnable action) {
        var javas = new sun.misc.Signal(signal.name().substring("SIG".length()));
        before.putIfAbsent(javas, sun.misc.Signal.handle(javas, ignored -> unlessOver(action)));
    }

    /// Java runs a handler on a thread of its own, which may come late: then there is nobody left to tell.
    private synchronized void unlessOver(Runnable action) {
        if (!hasEnded) {
            action.run();
        }
    }

    @Why(call = "pidfd_send_signal", value = "Hands a signal that learnc has got on to the container's first process.",
            without = "Ctrl-C or `kill` would end learnc and not give the program a chance to end in good order.")
    @Refused(errno = Errno.ESRCH, call = "pidfd_send_signal", because = "the program has ended already", remedy = "")
    private void send(Signal signal) {
        try {
            host.pidfdSendSignal(pidfd, signal.number());
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.ESRCH)) {
                throw refusal;
            }
        }
    }

    synchronized void end() {
        hasEnded = true;
        before.forEach(sun.misc.Signal::handle);
        before.clear();
    }
}
