package learnc.runtime.trace.step;

import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.SystemCall;

/// Which calls need the user's terminal for themselves: those that read or change how it works, and the one that hands it to the
/// program.
final class TerminalUse {

    private static final int LAST_STANDARD_STREAM = 2;
    private static final long TCGETS = 0x5401;
    private static final long TCSETS = 0x5402;

    private TerminalUse() {
    }

    static boolean isOneOf(Actor actor, Call call) {
        return switch (call.systemCall()) {
            case EXECVE, EXECVEAT -> actor.name().equals("inside");
            case IOCTL -> actor.name().equals("host") && isMode(call);
            default -> false;
        };
    }

    private static boolean isMode(Call call) {
        return call.arguments().get(0) instanceof Argument.Descriptor fd && fd.value() <= LAST_STANDARD_STREAM
                && call.arguments().get(1) instanceof Argument.Word request && (request.value() == TCGETS || request.value() == TCSETS);
    }
}
