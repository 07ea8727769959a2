package learnc.runtime.trace;

import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;

/// A door with a watchman: he lets everything through, and writes it down.
///
/// @param door  where the call goes
/// @param trace where the record goes
record TracedDoor(Door door, Trace trace) implements Door {

    @Override
    public long pass(Call call) {
        Sighting seen = trace.sight(door.actor(), call);
        if (mayTakeLong(call)) {
            trace.expectSilence(seen, System.nanoTime());
        }
        Long result = EventBuilder.NOT_RETURNED;
        long start = System.nanoTime();
        try {
            result = door.pass(call);
            return result;
        } finally {
            trace.add(seen, start, System.nanoTime(), result, door.tampering());
        }
    }

    private static boolean mayTakeLong(Call call) {
        return switch (call.systemCall()) {
            case EXECVE, EXECVEAT, EXIT_GROUP, WAITID, WAIT4, PPOLL, EPOLL_PWAIT, ACCEPT4 -> true;
            default -> false;
        };
    }

    @Override
    public String tampering() {
        return door.tampering();
    }

    @Override
    public Actor actor() {
        return door.actor();
    }
}
