package learnc.viewer.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.Printable;

/// What a trace comes to, as `strace -c` says it, but for each stage: how often each call was made and refused, how long all of
/// them took, and what one of them takes; then the slowest ten with their lines of Java. Written at the end.
public final class SummaryWriter implements EventWriter {

    private static final int SLOWEST = 10;
    private static final int MOST_KINDS = 10_000;
    private static final int LONGEST_CALL = 60;
    private static final double MILLISECOND = 1e6;
    private static final double MICROSECOND = 1e3;

    private final OutputStream out;
    private final Map<String, Map<String, Kind>> stages = new LinkedHashMap<>();
    private final PriorityQueue<Event> slowest = new PriorityQueue<>(Comparator.comparingLong(Event::durationNanoseconds));
    private long total;
    private long calls;
    private int kinds;

    /// The calls of one name in one stage.
    private static final class Kind {
        final Durations durations = new Durations();
        long refused;
    }

    /// @param out is closed at the end
    public SummaryWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public boolean wantsExplanations() {
        return false;
    }

    @Override
    public void begin(Header header) {
    }

    @Override
    public void write(Event event) {
        Map<String, Kind> stage = stages.computeIfAbsent(known(event.stage(), stages), _ -> new TreeMap<>());
        Kind kind = stage.computeIfAbsent(known(event.systemCall(), stage), _ -> new Kind());
        kind.durations.add(event.durationNanoseconds());
        kind.refused += event.refusal() == null ? 0 : 1;
        total += Math.max(0, event.durationNanoseconds());
        calls++;
        slowest.add(event);
        if (slowest.size() > SLOWEST) {
            slowest.poll();
        }
    }

    /// A trace that has a new name in each line must not fill the memory.
    private String known(String name, Map<String, ?> names) {
        if (!names.containsKey(name) && ++kinds > MOST_KINDS) {
            return "(others)";
        }
        return name;
    }

    @Override
    public void flush() {
    }

    @Override
    public void end(long events) throws IOException {
        var text = new StringBuilder();
        row(text, "% time", "total ms", "median us", "calls", "errors", "call");
        stages.forEach((name, kinds) -> stage(text, name, kinds));
        row(text, "100.0", decimal(total / MILLISECOND), "", Long.toString(calls), "", "total; a call that waits (ppoll, waitid ...) counts as long as it waits");
        slowest(text);
        try (out) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void stage(StringBuilder text, String name, Map<String, Kind> kinds) {
        long time = kinds.values().stream().mapToLong(kind -> kind.durations.total()).sum();
        long count = kinds.values().stream().mapToLong(kind -> kind.durations.count()).sum();
        long refused = kinds.values().stream().mapToLong(kind -> kind.refused).sum();
        row(text, share(time), decimal(time / MILLISECOND), "", Long.toString(count), orNothing(refused), "> " + name);
        var sorted = new ArrayList<>(kinds.entrySet());
        sorted.sort(Comparator.comparingLong((Map.Entry<String, Kind> kind) -> kind.getValue().durations.total()).reversed());
        for (Map.Entry<String, Kind> entry : sorted) {
            Kind kind = entry.getValue();
            row(text, share(kind.durations.total()), decimal(kind.durations.total() / MILLISECOND), decimal(kind.durations.median() / MICROSECOND),
                    Long.toString(kind.durations.count()), orNothing(kind.refused), "    " + entry.getKey());
        }
    }

    private void slowest(StringBuilder text) {
        var events = new ArrayList<>(slowest);
        events.sort(Comparator.comparingLong(Event::durationNanoseconds).reversed().thenComparingLong(Event::sequence));
        text.append(events.isEmpty() ? "" : "\nThe slowest:\n");
        for (Event event : events) {
            String line = event.source().file().isEmpty() ? "" : "  " + event.source().file() + ":" + event.source().line();
            text.append(String.format(Locale.ROOT, "%10s ms  #%-6d %-10s  %s%s%n", decimal(event.durationNanoseconds() / MILLISECOND), event.sequence(),
                    Printable.text(event.stage()), Printable.text(call(event)), Printable.text(line)));
        }
    }

    private static String call(Event event) {
        List<String> arguments = event.arguments().stream().map(Event.Value::text).toList();
        String call = event.systemCall() + "(" + String.join(", ", arguments);
        return call.length() < LONGEST_CALL ? call + ")" : call.substring(0, LONGEST_CALL) + "...)";
    }

    private String share(long nanoseconds) {
        return String.format(Locale.ROOT, "%.1f", total == 0 ? 0 : nanoseconds * 100.0 / total);
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }

    private static String orNothing(long number) {
        return number == 0 ? "" : Long.toString(number);
    }

    private static void row(StringBuilder text, String share, String total, String median, String calls, String errors, String name) {
        text.append(String.format(Locale.ROOT, "%6s %11s %11s %8s %7s  %s", share, total, median, calls, errors, Printable.text(name)).stripTrailing()).append('\n');
    }
}
