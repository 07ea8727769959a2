package learnc.runtime.experiment;

import static learnc.runtime.kernel.Argument.descriptor;

import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.SystemCall;

/// A write that waits. It has a descriptor of its own, because the other one will be closed meanwhile.
///
/// @param file  our copy of the descriptor
/// @param bytes what is written
/// @param door  who writes
/// @param until after the first call of this kind
record HeldWrite(int file, Argument.Bytes bytes, Door door, SystemCall until) {

    private static final int F_DUPFD_CLOEXEC = 1030;

    static HeldWrite of(Call call, Door door, SystemCall until) {
        var file = (Argument.Descriptor) call.arguments().getFirst();
        var bytes = (Argument.Bytes) call.arguments().get(1);
        return new HeldWrite((int) new Kernel(door).fcntl(file.value(), F_DUPFD_CLOEXEC, 0), bytes, door, until);
    }

    long length() {
        return bytes.length();
    }

    void make() {
        door.pass(Call.of(SystemCall.WRITE, descriptor("fd", file), bytes, Argument.number("count", bytes.length())));
        new Kernel(door).close(file);
    }
}
