package learnc.runtime.trace.payload;

import static learnc.runtime.kernel.ProcessFlags.P_PIDFD;
import static learnc.runtime.kernel.TracingFlags.SECCOMP_SET_MODE_FILTER;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Ptrace;
import learnc.runtime.trace.Trace;

/// Records what the programs do that learnc executes: put it around the doors, nearest to the kernel.
///
/// It steps in at three calls. When a puppet leaves the host's keys behind (the last call for which every puppet still has every
/// right) the tracer begins to seize it, and it gets the filter, if only some calls are wanted. Before it executes its program it
/// must have been seized. And before learnc waits for it, the tracer must have seen its end: within one process, a wait for a traced
/// child would also see it stand still.
public final class PayloadTrace implements UnaryOperator<Door> {

    private static final int KINDS_OF_WAIT = 0;
    private static final int NUMBER = 1;

    private final Kernel host;
    private final Trace trace;
    private final Wanted wanted;
    private final Consumer<String> complain;
    private final Map<Integer, Tracer> tracers = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> processes = new ConcurrentHashMap<>();

    /// @param host     makes the tracer's own calls, which are in no trace
    /// @param trace    gets the events
    /// @param wanted   which calls, and how much of their strings
    /// @param complain gets one sentence when something could not be recorded
    public PayloadTrace(Kernel host, Trace trace, Wanted wanted, Consumer<String> complain) {
        this.host = host;
        this.trace = trace;
        this.wanted = wanted;
        this.complain = complain;
    }

    @Override
    public Door apply(Door door) {
        if (door.isHindsight()) {
            return door;
        }
        return new Door() {
            @Override
            public long pass(Call call) {
                before(door, call);
                long result = door.pass(call);
                after(call, result);
                return result;
            }

            @Override
            public Actor actor() {
                return door.actor();
            }
        };
    }

    private void before(Door door, Call call) {
        switch (call.systemCall()) {
            case KEYCTL -> prepare(door);
            case EXECVE -> seize(door.actor()).awaitSeized();
            case WAITID -> awaitEnd(call);
            default -> {
            }
        }
    }

    private void after(Call call, long result) {
        switch (call.systemCall()) {
            case PIDFD_OPEN -> processes.put((int) result, (int) word(call, 0));
            default -> {
            }
        }
    }

    /// What takes its time happens beside the calls that are made until the program is executed.
    private void prepare(Door door) {
        Tracer tracer = seize(door.actor());
        if (wanted.isFiltered()) {
            // First, because without a tracer the kernel refuses what the filter chooses.
            tracer.awaitSeized();
            new Kernel(door).seccomp(SECCOMP_SET_MODE_FILTER, wanted.filter());
        }
    }

    private Tracer seize(Actor actor) {
        return tracers.computeIfAbsent(actor.pid(), this::tracer);
    }

    private Tracer tracer(int pid) {
        Ptrace ptrace = Ptrace.of(host);
        return Tracer.seize(host, ptrace, pid, wanted.isFiltered(), () -> new Recorder(host, ptrace, trace, wanted, complain));
    }

    private void awaitEnd(Call call) {
        Integer process = word(call, KINDS_OF_WAIT) == P_PIDFD ? processes.get((int) word(call, NUMBER)) : null;
        Tracer tracer = process == null ? null : tracers.remove(process);
        if (tracer != null) {
            tracer.awaitEnd();
        }
    }

    private static long word(Call call, int at) {
        Argument argument = call.arguments().get(at);
        // No switch over the kinds: Java would build one at the first call, and that takes longer than the whole program.
        if (argument instanceof Argument.Descriptor descriptor) {
            return descriptor.value();
        }
        return ((Argument.Word) argument).value();
    }
}
