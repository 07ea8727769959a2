package learnc.runtime.kernel.linux;

import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Scratch;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.kernel.Syscalls;

/// System calls on the Java thread that asks. Every thread has a slate of its own, so many may call at once.
final class HostSyscalls implements Syscalls {

    private static final int SLATE_BYTES = 512 * 1024;
    private static final int SMALL_SLATE_BYTES = 64 * 1024;
    private static final int CLONE3 = SystemCall.CLONE3.number();

    private final ThreadLocal<Slate> slates = ThreadLocal.withInitial(() -> new Slate(Machine.allocate(SLATE_BYTES), SLATE_BYTES));
    private final Actor actor;

    HostSyscalls() {
        int pid = (int) call(SystemCall.GETPID.number());
        actor = new Actor("host", pid, pid);
    }

    @Override
    public long call(int number, long... words) {
        if (number == CLONE3) {
            return Machine.spawn(words[0], words[1], words[2], words[3], words[4], words[5]);
        }
        return call(slates.get(), number, words);
    }

    private static long call(Slate slate, int number, long... words) {
        slate.write(number, words);
        return Machine.call(slate.address());
    }

    @Override
    public Syscalls onOneThread() {
        return new OnOneThread(new Slate(Machine.allocate(SMALL_SLATE_BYTES), SMALL_SLATE_BYTES), actor);
    }

    /// Need not look for the slate of the thread that asks.
    private record OnOneThread(Slate slate, Actor actor) implements Syscalls {

        @Override
        public long call(int number, long... words) {
            return HostSyscalls.call(slate, number, words);
        }

        @Override
        public Scratch scratch() {
            return slate.scratch();
        }
    }

    @Override
    public Scratch scratch() {
        return slates.get().scratch();
    }

    @Override
    public Actor actor() {
        return actor;
    }
}
