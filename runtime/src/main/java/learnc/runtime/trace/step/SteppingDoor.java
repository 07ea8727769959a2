package learnc.runtime.trace.step;

import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;

/// A door with a gate in front.
///
/// @param door where the call goes
/// @param gate where it may have to wait
record SteppingDoor(Door door, Gate gate) implements Door {

    @Override
    public long pass(Call call) {
        gate.arrive(door.actor(), call);
        long result = door.pass(call);
        gate.passed(door.actor(), call, result);
        return result;
    }

    @Override
    public Actor actor() {
        return door.actor();
    }
}
