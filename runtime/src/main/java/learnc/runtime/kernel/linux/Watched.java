package learnc.runtime.kernel.linux;

import java.util.function.UnaryOperator;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.OpenDoor;
import learnc.runtime.kernel.ProcessFlags;
import learnc.runtime.kernel.Syscalls;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.kernel.Why;

/// Puts the same watch (a trace, a step mode, or none) on every door.
final class Watched {

    private static final int FIRST_AFTER_STANDARD_ERROR = 3;

    private final Syscalls hostSyscalls = new HostSyscalls();
    private final UnaryOperator<Door> watch;
    private final boolean isSharing;

    /// @param isSharing whether who waits leaves its processor to others at once
    Watched(UnaryOperator<Door> watch, boolean isSharing) {
        this.watch = watch;
        this.isSharing = isSharing;
    }

    Kernel host() {
        return kernel(new OpenDoor(hostSyscalls));
    }

    /// A puppet that is being born: waits for it, reports what it did by itself, and lets it close every descriptor that it
    /// has no use for.
    ///
    /// @param pidfd a descriptor that stands for it
    /// @param ends  the two ends of its socket, by the numbers that it knows them by: learnc's, its own
    @Why(call = "close_range", value = "Closes every descriptor that it got by being a copy of its mother, except for its line to learnc.",
            without = "Files of the host that learnc has open would be within reach of the container (CVE-2024-21626).")
    Init born(Puppet puppet, int pidfd, int[] ends) {
        puppet.awaitBirth();
        reportBirth(puppet.seat(), puppet.actor(), ends[0]);
        Kernel inside = kernel(new OpenDoor(puppet));
        if (ends[1] > FIRST_AFTER_STANDARD_ERROR) {
            inside.closeRange(FIRST_AFTER_STANDARD_ERROR, ends[1] - 1, 0);
        }
        inside.closeRange(ends[1] + 1, -1, 0);
        return new Init(puppet.actor().pid(), pidfd, inside);
    }

    /// Clears the seat of what the last one who sat there has left, before a new puppet is born.
    void prepare(Slate seat) {
        Puppet.prepare(seat, isSharing ? 0 : Puppet.PATIENCE);
    }

    /// The strings of a puppet.
    Puppet puppet(Slate seat, int socket, Actor actor) {
        return new Puppet(seat, socket, actor);
    }

    private Kernel kernel(Door door) {
        return new Kernel(watch.apply(door));
    }

    /// Reports the three calls of [PuppetCode] that nobody asked for. They are over: their results stand in the seat.
    @Why(call = "prctl", value = "Asks, as its first act, to be killed when the thread of learnc that made it dies.",
            without = "A half-built container would be left behind as a process when learnc is killed.")
    @Why(call = "getppid", value = "Looks whether its parent is still there, because the wish before this one would come too late after its death.",
            without = "When learnc had died in that instant, this process would wait for orders for ever.")
    @Why(call = "close", value = "Closes its own copy of learnc's end of the line between the two.",
            without = "It would never read an end of file when learnc dies, because it held the other end open itself.")
    private void reportBirth(Slate seat, Actor actor, int peer) {
        report(actor, seat.word(PuppetCode.BIRTH_RESULTS), Call.of(SystemCall.PRCTL, Argument.flags("op", ProcessFlags.PR_SET_PDEATHSIG, ProcessFlags.names()),
                new Argument.Word("arg2", 9, word -> ProcessFlags.prctlArgument(ProcessFlags.PR_SET_PDEATHSIG, word)), Argument.number("arg3", 0), Argument.number("arg4", 0), Argument.number("arg5", 0)));
        report(actor, seat.word(PuppetCode.BIRTH_RESULTS + 8), Call.of(SystemCall.GETPPID));
        report(actor, seat.word(PuppetCode.BIRTH_RESULTS + 16), Call.of(SystemCall.CLOSE, Argument.descriptor("fd", peer)));
    }

    private void report(Actor actor, long result, Call call) {
        watch.apply(new Over(actor, result)).pass(call);
    }

    /// A door for a call that has already been made.
    private record Over(Actor actor, long result) implements Door {
        @Override
        public long pass(Call call) {
            return result;
        }

        @Override
        public boolean isHindsight() {
            return true;
        }
    }
}
