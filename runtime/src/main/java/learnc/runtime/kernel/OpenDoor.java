package learnc.runtime.kernel;

import java.util.List;

/// The door without a watchman: lays the arguments out, makes the call, takes over what the kernel has written.
public final class OpenDoor implements Door {

    private final Syscalls syscalls;

    /// A door to these system calls.
    public OpenDoor(Syscalls syscalls) {
        this.syscalls = syscalls;
    }

    @Override
    public long pass(Call call) {
        Scratch scratch = syscalls.scratch();
        scratch.wipe();
        long result = syscalls.call(call.systemCall().number(), words(call.arguments(), scratch));
        if (result >= 0) {
            readBack(call.arguments(), scratch, result);
        }
        return result;
    }

    Syscalls syscalls() {
        return syscalls;
    }

    private static long[] words(List<Argument> arguments, Scratch scratch) {
        var words = new long[arguments.size()];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments.get(i).layOut(scratch);
        }
        return words;
    }

    private static void readBack(List<Argument> arguments, Scratch scratch, long result) {
        for (int i = 0; i < arguments.size(); i++) {
            arguments.get(i).readBack(scratch, result);
        }
    }

    @Override
    public Actor actor() {
        return syscalls.actor();
    }
}
