package learnc.viewer.imported;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import learnc.runtime.kernel.Errno;
import learnc.runtime.spec.Stage;
import learnc.runtime.trace.Event;
import learnc.viewer.strace.StraceCall;
import learnc.viewer.strace.Term;

/// Turns calls that strace saw into events.
final class ImportedEvents {

    /// The door of such an event.
    static final String DOOR = "imported";

    private static final int UNKNOWN = -1;
    private static final int NANOS = 1000;
    private static final Event.Source NO_SOURCE = new Event.Source("", "", 0, "");

    private final Family family;
    private final Stages stages;
    private final String engine;
    private long events;

    /// @param engine what the stage is called in which the engine works for itself
    ImportedEvents(Family family, String engine) {
        this.family = family;
        this.stages = new Stages(family);
        this.engine = engine;
    }

    /// The event. Calls must come in the order of the log.
    Event event(StraceCall call) {
        Member who = family.member(call.thread());
        String stage = stages.of(call);
        CallTable.Entry known = CallTable.of(call.name());
        return new Event(++events, (call.startMicros() - family.beganMicros()) * NANOS, call.durationMicros() * NANOS, stage == null ? engine : stage,
                flowStep(stage), DOOR, who.process(), who.thread() == who.process() ? who.inside() : insideOf(who), who.thread(), call.program(),
                call.name(), known.number(), values(call, known), result(call), call.result(), refusal(call.result()), NO_SOURCE);
    }

    private int insideOf(Member thread) {
        Member process = family.member(thread.process());
        return process.inside();
    }

    private static String flowStep(String stage) {
        for (Stage known : Stage.values()) {
            if (known.word().equals(stage)) {
                return known.flowStep();
            }
        }
        return null;
    }

    private static List<Event.Value> values(StraceCall call, CallTable.Entry known) {
        var values = new ArrayList<Event.Value>();
        for (Term term : call.arguments()) {
            String name = term.name() == null ? known.parameter(values.size()) : term.name();
            boolean isPlainNumber = term.number() != null && (term.pieces().size() == 1 || term.about() != null);
            values.add(new Event.Value(name, term.value(), isPlainNumber ? term.number() : null, term.flags(), null));
        }
        return values;
    }

    private static long result(StraceCall call) {
        Event.Refusal refusal = refusal(call.result());
        if (refusal != null) {
            return errno(refusal.errno()) == null ? UNKNOWN : -errno(refusal.errno()).number();
        }
        return call.number() == null ? 0 : call.number();
    }

    /// `-1 EPERM (Operation not permitted)`.
    private static Event.Refusal refusal(String result) {
        if (!result.startsWith("-1 E")) {
            return null;
        }
        String[] words = result.split(" ", 3);
        boolean hasMeaning = words.length > 2 && words[2].startsWith("(") && words[2].endsWith(")");
        return new Event.Refusal(words[1], hasMeaning ? words[2].substring(1, words[2].length() - 1) : "", null, null);
    }

    private static Errno errno(String name) {
        return Names.ERRNOS.get(name);
    }

    private static final class Names {
        static final Map<String, Errno> ERRNOS = new HashMap<>();

        static {
            for (Errno errno : Errno.values()) {
                ERRNOS.put(errno.name(), errno);
            }
        }
    }
}
