package learnc.runtime.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.UnaryOperator;

import learnc.runtime.Stop;
import learnc.runtime.cli.step.Stepping;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.Why;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.trace.FlightRecorder;
import learnc.runtime.trace.Trace;
import picocli.CommandLine.Model.CommandSpec;
import sun.misc.SignalHandler;

/// Linux, as a command opens it that acts as root: watched if the user wants to see, and given up at Ctrl-C.
final class Doors implements AutoCloseable {

    private static final List<Signal> STOPPING = List.of(Signal.SIGINT, Signal.SIGTERM, Signal.SIGHUP);

    private final Trace trace;
    private final Stepping stepping;
    private final Stop stop = new Stop();
    private final Linux linux;
    private final FlightRecorder recorder = new FlightRecorder();

    private Doors(Trace trace, Stepping stepping, UnaryOperator<Door> watchman, UnaryOperator<Door> faults, UnaryOperator<Door> payload) {
        this.trace = trace;
        this.stepping = stepping;
        UnaryOperator<Door> watch = watchman == null ? door -> stop.apply(recorder.apply(door)) : door -> stop.apply(watchman.apply(door));
        UnaryOperator<Door> faulty = faults == null ? watch : door -> watch.apply(faults.apply(door));
        UnaryOperator<Door> all = payload == null ? faulty : door -> faulty.apply(payload.apply(door));
        linux = new Linux(stepping == null ? all : stepped(all), watchman != null);
    }

    private UnaryOperator<Door> stepped(UnaryOperator<Door> watch) {
        stepping.begin(trace, stop::byHand);
        return door -> stepping.before(door, watch.apply(door));
    }

    /// Opens the doors.
    ///
    /// @throws learnc.runtime.spec.Failure when this is not root
    @Why(call = "geteuid", value = "Asks who runs learnc: only root may make namespaces, mounts and groups of the host.",
            without = "The run would fail later, half-way, with EPERM.")
    static Doors open(CommandSpec spec, TraceOptions options) {
        return open(new Called.ByPicocli(spec), options);
    }

    /// Opens the doors.
    ///
    /// @throws learnc.runtime.spec.Failure when this is not root
    static Doors open(Called called, TraceOptions options) {
        return open(called, options, null);
    }

    /// Opens the doors, with faults in them.
    ///
    /// @param faults are put around the plain doors, inside the trace; null for none
    /// @throws learnc.runtime.spec.Failure when this is not root
    static Doors open(Called called, TraceOptions options, UnaryOperator<Door> faults) {
        Stepping stepping = options.isStepped() ? options.stepping(called) : null;
        PrintWriter err = called.err();
        Trace trace = options.isOn() ? options.begin(err, Version.learncVersion(), called.line(), stepping) : null;
        var doors = new Doors(trace, stepping, options.isPayloadOnly() ? null : trace, faults, options.aroundPlainDoors(trace, err));
        if (doors.host().geteuid() != 0) {
            doors.close();
            throw RootOnly.refusal(called.name());
        }
        doors.stopAtSignals();
        return doors;
    }

    /// A signal that was ignored when learnc was started (as by nohup) stays so.
    private void stopAtSignals() {
        for (Signal signal : STOPPING) {
            var javas = new sun.misc.Signal(signal.name().substring("SIG".length()));
            if (sun.misc.Signal.handle(javas, ignored -> stopped(signal)) == SignalHandler.SIG_IGN) {
                sun.misc.Signal.handle(javas, SignalHandler.SIG_IGN);
            }
        }
    }

    private void stopped(Signal signal) {
        if (stepping != null) {
            stepping.letThrough();
        }
        stop.now(signal);
    }

    /// What led to a refusal that nobody has expected, where no trace shows it.
    void tellLastCalls(RuntimeException failure, PrintWriter err) {
        List<String> calls = trace == null && failure instanceof KernelRefusal refusal ? recorder.before(refusal.call()) : List.of();
        if (!calls.isEmpty()) {
            err.println("learnc: the last system calls (--trace shows all of them):");
            calls.forEach(call -> err.println("  " + call));
        }
    }

    Linux linux() {
        return linux;
    }

    Kernel host() {
        return linux.host();
    }

    Stop stop() {
        return stop;
    }

    @Override
    public void close() {
        stop.tooLate();
        linux.close();
        if (stepping != null) {
            stepping.close();
        }
        if (trace != null) {
            trace.close();
        }
    }
}
