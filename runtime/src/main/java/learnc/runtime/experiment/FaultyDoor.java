package learnc.runtime.experiment;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.SystemCall;

/// A door that does to some calls what a [Fault] says.
final class FaultyDoor implements Door {

    private final Door door;
    private final Faults faults;
    private final ThreadLocal<String> tampering = new ThreadLocal<>();
    private boolean hasOldRootToKeep;

    FaultyDoor(Door door, Faults faults) {
        this.door = door;
        this.faults = faults;
    }

    @Override
    public Actor actor() {
        return door.actor();
    }

    @Override
    public String tampering() {
        return tampering.get();
    }

    @Override
    public long pass(Call call) {
        tampering.remove();
        Fault fault = faults.next(call, door);
        if (fault == null && hasOldRootToKeep && call.systemCall() == SystemCall.UMOUNT2) {
            // After a chroot the old root lies nowhere below the new one: this would take away the new one.
            hasOldRootToKeep = false;
            return skip(call);
        }
        faults.before(call, door);
        long result = fault == null ? door.pass(call) : instead(fault, call);
        List<String> late = faults.after(call, door);
        if (!late.isEmpty()) {
            tampering.set("THEN " + String.join(", ", late));
        }
        return result;
    }

    private long instead(Fault fault, Call call) {
        return switch (fault) {
            case Fault.Injected injected -> inject(injected, call);
            case Fault.Skipped _ -> skip(call);
            case Fault.Chrooted _ -> chroot(call);
            case Fault.Held later -> hold(later, call);
        };
    }

    private long inject(Fault.Injected injected, Call call) {
        sleep(injected.delayNanoseconds());
        tampering.set(injected.errno() == null ? "DELAYED" : "INJECTED");
        return injected.errno() == null ? door.pass(call) : Faults.refusal(injected.errno());
    }

    private static void sleep(long nanoseconds) {
        long end = System.nanoTime() + nanoseconds;
        for (long left = nanoseconds; left > 0 && !Thread.currentThread().isInterrupted(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private long skip(Call call) {
        tampering.set("SKIPPED");
        return HeldCall.promise(call);
    }

    private long chroot(Call call) {
        tampering.set("chroot INSTEAD");
        hasOldRootToKeep = true;
        return door.pass(Call.of(SystemCall.CHROOT, call.arguments().getFirst()));
    }

    private long hold(Fault.Held later, Call call) {
        tampering.set("HELD until " + later.until());
        return faults.hold(later, call, door);
    }
}
