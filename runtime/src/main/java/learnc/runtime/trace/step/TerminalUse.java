package learnc.runtime.trace.step;

import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.SystemCall;

/// Which calls need the user's terminal for themselves: those that read or change how it works, and the one that hands it to the
/// program.
final class TerminalUse {

    private static final int STANDARD_INPUT = 0;
    private static final int POLLFD_BYTES = 8;
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

    /// Whether a call listens to what is typed. Until the program runs, that is for who sits at the gate.
    static boolean isListening(Actor actor, Call call) {
        return actor.name().equals("host") && switch (call.systemCall()) {
            case READ -> call.arguments().get(0) instanceof Argument.Descriptor fd && fd.value() == STANDARD_INPUT;
            case PPOLL -> call.arguments().get(0) instanceof Argument.Room fds && isAmong(fds.bytes());
            default -> false;
        };
    }

    /// A `struct pollfd` has eight bytes, and begins with the descriptor.
    private static boolean isAmong(byte[] fds) {
        for (int at = 0; at + POLLFD_BYTES <= fds.length; at += POLLFD_BYTES) {
            if (Decoders.intAt(fds, at) == STANDARD_INPUT) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMode(Call call) {
        return call.arguments().get(0) instanceof Argument.Descriptor fd && fd.value() <= LAST_STANDARD_STREAM
                && call.arguments().get(1) instanceof Argument.Word request && (request.value() == TCGETS || request.value() == TCSETS);
    }
}
