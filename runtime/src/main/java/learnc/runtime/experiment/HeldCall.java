package learnc.runtime.experiment;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.InitDied;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.SystemCall;

/// A call that waits for another one. It has descriptors of its own, because those that it was given may be closed meanwhile.
///
/// @param fault       who holds it
/// @param call        as it will be made
/// @param door        who makes it
/// @param descriptors our copies
record HeldCall(Fault.Held fault, Call call, Door door, List<Integer> descriptors) {

    private static final int F_DUPFD_CLOEXEC = 1030;

    static HeldCall of(Fault.Held fault, Call call, Door door) {
        var arguments = new ArrayList<Argument>();
        var copies = new ArrayList<Integer>();
        for (Argument argument : call.kept().arguments()) {
            boolean isUsed = argument instanceof Argument.Descriptor its && its.value() >= 0 && call.systemCall() != SystemCall.CLOSE;
            arguments.add(isUsed ? copy((Argument.Descriptor) argument, door, copies) : argument);
        }
        return new HeldCall(fault, new Call(call.systemCall(), arguments), door, copies);
    }

    private static Argument copy(Argument.Descriptor original, Door door, List<Integer> copies) {
        int copy = (int) new Kernel(door).fcntl(original.value(), F_DUPFD_CLOEXEC, 0);
        copies.add(copy);
        return Argument.descriptor(original.name(), copy);
    }

    /// What the call seems to have returned: a write, how much it has written; any other, that all is well.
    static long promise(Call call) {
        for (Argument argument : call.arguments()) {
            if (call.systemCall() == SystemCall.WRITE && argument instanceof Argument.Bytes bytes) {
                return bytes.length();
            }
        }
        return 0;
    }

    /// Makes it.
    ///
    /// @return what came of it, as in a trace: `setresuid = -1 EPERM (Operation not permitted)`
    String make() {
        try {
            long result = door.pass(call);
            descriptors.forEach(new Kernel(door)::close);
            return call.systemCall().manualName() + " = " + Faults.decoded(result);
        } catch (InitDied itBecameTheProgram) {
            return call.systemCall().manualName() + " = ? (nobody is there any more to make it)";
        }
    }
}
