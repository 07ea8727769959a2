package learnc.viewer.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The rules of Chrome's Trace Event Format that Perfetto's importer insists on: an independent reading of the document, written
/// without a look at our writer.
public final class ChromeRules {

    private static final Set<String> METADATA = Set.of("process_name", "thread_name", "process_labels", "process_sort_index", "thread_sort_index", "trace_of");

    private record Slice(BigDecimal start, BigDecimal end) {
    }

    private final Map<String, List<Slice>> tracks = new HashMap<>();
    private final Map<String, BigDecimal> open = new HashMap<>();
    private final Map<Long, BigDecimal> flows = new HashMap<>();
    private final Set<Long> arrived = new HashSet<>();
    private int checked;

    /// Checks a whole file.
    ///
    /// @return how many events it has
    public static int check(JsonNode trace) {
        assertTrue(trace.isArray(), "the array format");
        var rules = new ChromeRules();
        trace.forEach(rules::event);
        assertEquals(Map.of(), rules.open, "each b has its e");
        rules.tracks.forEach(ChromeRules::nests);
        return rules.checked;
    }

    private void event(JsonNode event) {
        checked++;
        String text = event.toString();
        assertTrue(event.path("name").isTextual() && event.path("pid").isInt() && event.path("tid").isInt(), text);
        String phase = event.path("ph").asText();
        if (phase.equals("M")) {
            assertTrue(METADATA.contains(event.get("name").asText()) && event.path("args").isObject(), text);
            return;
        }
        assertTrue(event.path("ts").isNumber() && event.path("cat").isTextual(), text);
        BigDecimal time = new BigDecimal(event.get("ts").asText());
        switch (phase) {
            case "X" -> slice(event, time);
            case "b" -> assertEquals(null, open.put(asynchronous(event), time), text);
            case "e" -> {
                BigDecimal began = open.remove(asynchronous(event));
                assertNotNull(began, text);
                assertTrue(began.compareTo(time) <= 0, text);
            }
            case "s" -> assertEquals(null, flows.put(flow(event), time), text);
            case "f" -> {
                assertTrue(flows.containsKey(flow(event)) && arrived.add(flow(event)), text);
                assertEquals("e", event.path("bp").asText());
            }
            default -> throw new AssertionError("no phase of the format: " + text);
        }
    }

    private void slice(JsonNode event, BigDecimal start) {
        BigDecimal length = new BigDecimal(event.path("dur").asText());
        assertTrue(event.get("dur").isNumber() && length.signum() >= 0, event.toString());
        tracks.computeIfAbsent(event.get("pid") + "/" + event.get("tid"), _ -> new ArrayList<>()).add(new Slice(start, start.add(length)));
    }

    private static String asynchronous(JsonNode event) {
        assertTrue(event.path("id").isTextual(), event.toString());
        return event.get("cat").asText() + " " + event.get("id").asText() + " " + event.get("name").asText();
    }

    private static long flow(JsonNode event) {
        assertTrue(event.path("id").isIntegralNumber(), "ids of flows are numbers: " + event);
        return event.get("id").asLong();
    }

    /// Two slices of a thread are one behind the other, or one in the other.
    private static void nests(String track, List<Slice> slices) {
        slices.sort(Comparator.comparing(Slice::start).thenComparing(Slice::end, Comparator.reverseOrder()));
        Deque<Slice> around = new ArrayDeque<>();
        for (Slice slice : slices) {
            while (!around.isEmpty() && around.peek().end().compareTo(slice.start()) <= 0) {
                around.pop();
            }
            assertTrue(around.isEmpty() || around.peek().end().compareTo(slice.end()) >= 0, "slices overlap on " + track + ": " + around.peek() + " " + slice);
            around.push(slice);
        }
    }
}
