package learnc.runtime.experiment;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.spec.Failure;

/// The faults of one run. Put around the plain doors, and inside the trace, so that the trace tells what came of each call.
public final class Faults implements UnaryOperator<Door> {

    private final List<Fault> faults;
    private final Map<Fault, Integer> happened = new LinkedHashMap<>();
    private final List<HeldCall> held = new ArrayList<>();
    private final List<String> late = new ArrayList<>();
    private Consumer<Kernel> atExecve = ignored -> { };
    private Kernel plainHost;

    /// @param faults the first that fits a call decides
    public Faults(List<Fault> faults) {
        this.faults = List.copyOf(faults);
        faults.forEach(fault -> happened.put(fault, 0));
    }

    @Override
    public Door apply(Door door) {
        // A door for a call that is over already has nothing left to break.
        if (door.isHindsight()) {
            return door;
        }
        if (plainHost == null) {
            plainHost = new Kernel(door);
        }
        return new FaultyDoor(door, this);
    }

    /// Learnc's own system calls with no fault in them, and seen by nobody.
    Kernel plainHost() {
        return plainHost;
    }

    /// Before the program is started, this gets the kernel of the process that starts it.
    void atExecve(Consumer<Kernel> action) {
        atExecve = action;
    }

    /// How often each fault has happened.
    Map<Fault, Integer> happened() {
        return Map.copyOf(happened);
    }

    List<Fault> all() {
        return faults;
    }

    /// The fault that is meant for this call, or null.
    Fault next(Call call, Door door) {
        for (Fault fault : faults) {
            if (fits(fault.selector(), call, door)) {
                happened.merge(fault, 1, Integer::sum);
                return fault;
            }
        }
        return null;
    }

    private boolean fits(Selector selector, Call call, Door door) {
        return selector.takes(call, door.actor(), descriptor -> path(door.actor().pid(), descriptor));
    }

    private String path(int pid, int descriptor) {
        try {
            return plainHost.readlinkat(AT_FDCWD, "/proc/" + pid + "/fd/" + descriptor);
        } catch (KernelRefusal closed) {
            return "";
        }
    }

    void before(Call call, Door door) {
        if (call.systemCall() == SystemCall.EXECVE && door.actor().name().equals("inside")) {
            atExecve.accept(new Kernel(door));
        }
    }

    /// Keeps a call for later.
    ///
    /// @throws Failure when nobody could make it later
    synchronized long hold(Fault.Held fault, Call call, Door door) {
        if (fault.until().systemCall() == SystemCall.EXECVE && !door.actor().isHost()) {
            throw new Failure("the experiment makes no sense: " + fault.asAsked() + "\n  likely because: after execve the process is the program, and makes no more calls for learnc"
                    + "\n  try: another call to wait for");
        }
        held.add(HeldCall.of(fault, call, door));
        return HeldCall.promise(call);
    }

    /// Makes the calls that have waited for this one.
    ///
    /// @return what came of them; empty when none has waited
    synchronized List<String> after(Call call, Door door) {
        var outcomes = new ArrayList<String>();
        for (Fault fault : faults) {
            List<HeldCall> its = held.stream().filter(each -> each.fault() == fault).toList();
            if (!its.isEmpty() && fits(its.getFirst().fault().until(), call, door)) {
                held.removeAll(its);
                its.forEach(each -> outcomes.add(each.make()));
            }
        }
        outcomes.forEach(outcome -> late.add("made only after " + call.systemCall().manualName() + ": " + outcome));
        return outcomes;
    }

    /// What has come of the calls that were held back, in words.
    synchronized List<String> late() {
        var all = new ArrayList<>(late);
        held.forEach(each -> all.add("never made, because the other call never came: " + each.call().systemCall().manualName()));
        return all;
    }

    /// A result as in a trace.
    static String decoded(long result) {
        Errno errno = result < 0 ? Errno.of(-result) : null;
        return errno == null ? Long.toString(result) : "-1 " + errno.name() + " (" + errno.meaning() + ")";
    }

    static long refusal(Errno errno) {
        return -errno.number();
    }
}
