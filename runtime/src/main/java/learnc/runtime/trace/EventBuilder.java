package learnc.runtime.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.Names;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.spec.Stage;

/// Turns a call and its result into words.
final class EventBuilder {

    /// The result of a call that has not come back, or never will.
    static final Long NOT_RETURNED = null;

    static final int HIGHEST_ERRNO = 4095;
    private static final int MOST_BYTES = 64 * 1024;

    private final Descriptors descriptors = new Descriptors();
    private final Caller caller = new Caller();
    private final boolean isDetailed;

    /// @param isDetailed whether somebody has a use for [Event.Value#flags()] and [Event.Value#bytes()]
    EventBuilder(boolean isDetailed) {
        this.isDetailed = isDetailed;
    }

    Descriptors descriptors() {
        return descriptors;
    }

    /// The event. Learns from it what new descriptors are, so calls must be told in the order in which they ended.
    Event build(long sequence, Sighting seen, long start, long duration, Long result) {
        Actor actor = seen.actor();
        Call call = seen.call();
        String[] names = seen.names() == null ? descriptors.names(actor, call) : seen.names();
        Caller.Found found = caller.find(seen.way());
        if (result != null && !isRefusal(result)) {
            descriptors.after(seen, names, result);
        }
        Event.Refusal refusal = result != null && isRefusal(result) ? Reasons.unexplained(result) : null;
        return new Event(sequence, start, duration, found.stage() == null ? Event.NO_STAGE : found.stage().word(), flowStep(found.stage()),
                actor.name(), actor.pid(), actor.pidInside(), seen.threadNumber(), seen.thread().getName(),
                call.systemCall().manualName(), call.systemCall().number(), values(call, names, found.stage()), result == null ? 0 : result,
                resultText(actor, call, result, refusal), refusal, found.source());
    }

    private static boolean isRefusal(long result) {
        return result < 0 && result >= -HIGHEST_ERRNO;
    }

    private static String flowStep(Stage stage) {
        return stage == null ? null : stage.flowStep();
    }

    private List<Event.Value> values(Call call, String[] names, Stage stage) {
        boolean isWhole = isDetailed && (isMessage(call.systemCall()) || isLongText(call, stage));
        var values = new ArrayList<Event.Value>(names.length);
        for (int i = 0; i < names.length; i++) {
            Argument argument = call.arguments().get(i);
            if (!(argument instanceof Argument.Unseen)) {
                values.add(value(argument, named(argument.decoded(), names[i]), isWhole));
            }
        }
        return values;
    }

    private Event.Value value(Argument argument, String text, boolean isWhole) {
        // No switch over the kinds: Java would build one when the first call is made, and that takes longer than ten calls.
        if (argument instanceof Argument.Word word) {
            return new Event.Value(word.name(), text, word.value(), flags(word, text), null);
        }
        if (argument instanceof Argument.Descriptor descriptor) {
            return new Event.Value(descriptor.name(), text, (long) descriptor.value(), List.of(), null);
        }
        return new Event.Value(argument.name(), text, null, List.of(), isWhole ? bytes(argument) : null);
    }

    private static String bytes(Argument argument) {
        if (argument instanceof Argument.Bytes bytes) {
            return HexFormat.of().formatHex(bytes.value(), bytes.from(), bytes.from() + bytes.length());
        }
        return argument instanceof Argument.Room room ? HexFormat.of().formatHex(room.content()) : null;
    }

    private List<String> flags(Argument.Word word, String text) {
        if (!isDetailed || !(word.decoder() instanceof Names) || word.value() == 0) {
            return List.of();
        }
        return text.indexOf('|') < 0 ? List.of(text) : Arrays.asList(text.split("\\|"));
    }

    private static boolean isMessage(SystemCall systemCall) {
        return switch (systemCall) {
            case SENDTO, RECVFROM, SENDMSG, RECVMSG -> true;
            default -> false;
        };
    }

    /// What is written into the container's own files, where its text would be cut. The content of an image would be too much.
    private static boolean isLongText(Call call, Stage stage) {
        return call.systemCall() == SystemCall.WRITE && stage != Stage.PULL && stage != Stage.UNPACK
                && call.arguments().get(1) instanceof Argument.Bytes bytes && bytes.length() > Decoders.SHOWN_BYTES && bytes.length() <= MOST_BYTES;
    }

    private static String named(String text, String name) {
        return name == null ? text : text + '<' + (name.indexOf('<') < 0 && name.indexOf('>') < 0 ? name : name.replace("<", "\\74").replace(">", "\\76")) + '>';
    }

    private String resultText(Actor actor, Call call, Long result, Event.Refusal refusal) {
        if (result == null || call.systemCall() == SystemCall.EXIT_GROUP) {
            return "?";
        }
        if (refusal != null) {
            return "-1 " + refusal.errno() + " (" + refusal.meaning() + ")";
        }
        return switch (call.systemCall().returns()) {
            case NUMBER -> Long.toString(result);
            case DESCRIPTOR -> named(Long.toString(result), descriptors.name(actor, (int) (long) result));
            case ADDRESS -> Decoders.hexadecimal(result);
        };
    }
}
