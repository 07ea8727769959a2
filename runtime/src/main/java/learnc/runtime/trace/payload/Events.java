package learnc.runtime.trace.payload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import learnc.runtime.kernel.Errno;
import learnc.runtime.trace.Event;

/// Makes events of calls.
final class Events {

    private static final Event.Source NOWHERE = new Event.Source("", "", 0, "");

    private Events() {
    }

    /// An event.
    ///
    /// @param texts  how the arguments read; null where the kernel has not answered yet
    /// @param result null when the call has not returned
    static Event of(long sequence, Tracee.Identity thread, Ongoing call, String[] texts, long duration, String resultText, Long result) {
        boolean isRefused = result != null && Words.isRefused(result) && !Words.isRestart(result);
        return new Event(sequence, call.start(), duration, Event.PAYLOAD, null, Event.PAYLOAD, thread.process(), thread.processInside(), thread.thread(), thread.command(),
                call.signature().name(), call.number(), values(call, texts), result == null ? 0 : result, resultText, isRefused ? refusal(result) : null, NOWHERE);
    }

    private static Event.Refusal refusal(long result) {
        Errno errno = Errno.of(-result);
        return new Event.Refusal(errno.name(), errno.meaning(), null, null);
    }

    private static List<Event.Value> values(Ongoing call, String[] texts) {
        var values = new ArrayList<Event.Value>(texts.length);
        for (int i = 0; i < texts.length; i++) {
            // An argument that has no meaning this time has no text either.
            if (texts[i] == null || !texts[i].isEmpty()) {
                values.add(value(call, i, texts[i] == null ? Event.YET_TO_COME : texts[i]));
            }
        }
        return values;
    }

    private static Event.Value value(Ongoing call, int at, String text) {
        String name = call.signature().parameter(at).name();
        Meaning.Kind kind = call.signature().meaning(at).kind();
        Long raw = kind == Meaning.Kind.POINTER ? null : call.signature().parameter(at).isHalfWord() ? (long) (int) call.words()[at] : call.words()[at];
        return new Event.Value(name, text, raw, kind == Meaning.Kind.NAMES ? flags(text, raw) : List.of(), null);
    }

    private static List<String> flags(String text, long raw) {
        return raw == 0 ? List.of() : text.indexOf('|') < 0 ? List.of(text) : Arrays.asList(text.split("\\|"));
    }
}
