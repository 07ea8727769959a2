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

/// The faults of one run. Put around the plain doors, and inside the trace, so that the trace tells what came of each call.
public final class Faults implements UnaryOperator<Door> {

    private final List<Fault> faults;
    private final Map<Fault, Integer> happened = new LinkedHashMap<>();
    private final List<HeldWrite> held = new ArrayList<>();
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
            if (fault.selector().takes(call, door.actor(), descriptor -> path(door.actor().pid(), descriptor))) {
                happened.merge(fault, 1, Integer::sum);
                return fault;
            }
        }
        return null;
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

    /// Keeps a write for later.
    synchronized long hold(Fault.Held fault, Call call, Door door) {
        HeldWrite write = HeldWrite.of(call, door, fault.until());
        held.add(write);
        return write.length();
    }

    /// Makes the writes that have waited for this call.
    synchronized void after(Call call) {
        for (HeldWrite write : List.copyOf(held)) {
            if (write.until() == call.systemCall()) {
                held.remove(write);
                write.make();
            }
        }
    }

    static long refusal(Errno errno) {
        return -errno.number();
    }
}
