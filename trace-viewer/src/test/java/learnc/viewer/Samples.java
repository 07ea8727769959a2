package learnc.viewer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.Header;

/// Events for tests of what is made of them.
public final class Samples {

    /// A header.
    public static final Header HEADER = new Header(1, "1.0", List.of("run", "learnc/shell"), Instant.parse("2026-01-02T03:04:05.000006Z"), "6.1", "amd64", "v2");

    private Samples() {
    }

    /// A call of the main thread that took a microsecond; the arguments are named a, b, c ….
    public static Event call(long sequence, String stage, String name, String result, String... arguments) {
        return event(sequence, 10_000 * sequence, 1000, 100, stage, name, result, arguments);
    }

    /// A call.
    public static Event event(long sequence, long start, long duration, int thread, String stage, String name, String result, String... arguments) {
        var values = new ArrayList<Event.Value>();
        for (String argument : arguments) {
            values.add(new Event.Value(Character.toString('a' + values.size()), argument, null, List.of(), null));
        }
        boolean isRefused = result.startsWith("-1 ");
        return new Event(sequence, start, duration, stage, null, "host", 100, 100, thread, "main", name, 0, values, isRefused ? -1 : number(result), result,
                isRefused ? new Event.Refusal(result.split(" ")[1], "no", null, null) : null, new Event.Source("learnc.Main", "Main.java", (int) sequence, "run"));
    }

    private static long number(String result) {
        String digits = result.replaceFirst("[^0-9].*", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
