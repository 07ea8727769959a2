package learnc.runtime.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A trace that was cut, damaged, or made by somebody else opens as far as it goes, and says what is missing.
class DamagedStateTest {

    private static final String SCRIPT = "<script>alert(1)</script>\u001b[2J";
    private static final int EVENTS = 120;

    /// Event N sets the field `n` from N-1 to N, and there is a key frame after each fiftieth.
    private static List<String> trace() {
        var bytes = new ByteArrayOutputStream();
        var state = new State();
        state.put("processes", "7", Map.of("n", "0", "command", SCRIPT));
        try {
            var writer = new JsonWriter(bytes);
            writer.begin(new Header(1, "test", List.of("run"), Instant.EPOCH, "6.18", "amd64", "v1"));
            writer.keyframe(0, state);
            for (int n = 1; n <= EVENTS; n++) {
                List<Change> changes = List.of(new Change.Became("processes", "7", "n", Integer.toString(n - 1), Integer.toString(n)));
                writer.write(event(n).with(changes));
                state.apply(changes);
                if (n % 50 == 0) {
                    writer.keyframe(n, state);
                }
            }
            writer.end(EVENTS);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return new ArrayList<>(bytes.toString(StandardCharsets.UTF_8).lines().toList());
    }

    private static Event event(int n) {
        return new Event(n, n * 1000L, 10, "exec", null, "inside", 7, 1, 7, "main", "prctl", 157, List.of(new Event.Value("name", '"' + SCRIPT + '"', null, List.of(), null)),
                0, "0", null, new Event.Source("A", "A.java", 1, "a"));
    }

    private static Replay replay(List<String> lines) throws IOException {
        return Replay.of(new JsonReader(new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))));
    }

    private static String n(Replay replay, long sequence) {
        return replay.before(replay.indexOf(sequence)).item("processes", "7").get("n");
    }

    @Test
    void a_whole_trace_tells_the_state_at_each_event_and_has_no_remarks() throws IOException {
        Replay replay = replay(trace());
        assertEquals(List.of(), replay.remarks());
        for (int n = 1; n <= EVENTS; n++) {
            assertEquals(Integer.toString(n - 1), n(replay, n));
        }
        assertEquals(Integer.toString(EVENTS), replay.before(EVENTS).item("processes", "7").get("n"));
    }

    @Test
    void a_trace_that_begins_in_the_middle_knows_the_state_from_its_first_key_frame_on() throws IOException {
        List<String> lines = trace();
        Replay replay = replay(lines.subList(21, lines.size()));
        assertNull(replay.before(0));
        assertNull(replay.before(replay.indexOf(50)));
        assertEquals("50", n(replay, 51));
        assertEquals("99", n(replay, 100));
        assertTrue(replay.remarks().getFirst().contains("no header"), replay.remarks().toString());
    }

    @Test
    void after_a_line_of_garbage_the_state_is_unknown_until_the_next_key_frame() throws IOException {
        List<String> lines = trace();
        lines.set(31, "{\"seq\": <garbage>");
        Replay replay = replay(lines);
        assertEquals("28", n(replay, 29));
        assertNull(replay.before(replay.indexOf(31)));
        assertEquals("50", n(replay, 51));
        assertEquals(2, replay.remarks().size(), replay.remarks().toString());
        assertTrue(replay.remarks().getFirst().contains("line 32"), replay.remarks().toString());
    }

    @Test
    void a_trace_without_its_end_opens_as_far_as_it_goes() throws IOException {
        List<String> lines = trace();
        String half = lines.get(80).substring(0, 100);
        lines = new ArrayList<>(lines.subList(0, 80));
        lines.add(half);
        Replay replay = replay(lines);
        assertEquals(77, replay.events().size());
        assertEquals("77", replay.before(77).item("processes", "7").get("n"));
        assertTrue(replay.remarks().getLast().contains("no end"), replay.remarks().toString());
    }

    @Test
    void a_change_that_does_not_follow_is_told_and_so_is_a_key_frame_that_does_not_fit() throws IOException {
        List<String> lines = trace();
        lines.set(10, lines.get(10).replace("\"old\":\"8\"", "\"old\":\"800\""));
        assertTrue(replay(lines).remarks().toString().contains("event 9 does not follow"), replay(lines).remarks().toString());
        lines = trace();
        lines.replaceAll(line -> line.startsWith("{\"keyframe\":50") ? line.replace("\"n\":\"50\"", "\"n\":\"49\"") : line);
        assertTrue(replay(lines).remarks().getFirst().contains("after event 50"), replay(lines).remarks().toString());
    }

    @Test
    void a_newer_version_is_read_and_said() throws IOException {
        List<String> lines = trace();
        lines.set(0, lines.getFirst().replace("\"version\":1", "\"version\":7"));
        lines.set(5, lines.get(5).replace("{\"seq\"", "{\"mood\":{\"a\":[1]},\"seq\""));
        Replay replay = replay(lines);
        assertEquals(EVENTS, replay.events().size());
        assertTrue(replay.remarks().getFirst().contains("version 7"), replay.remarks().toString());
    }

    @Test
    void what_a_trace_holds_is_shown_and_never_obeyed() throws IOException {
        var out = new ByteArrayOutputStream();
        TextWriter writer = new TextWriter(out, TextStyle.plain()).showingState();
        Replay replay = replay(trace());
        writer.keyframe(0, replay.before(0));
        writer.write(replay.events().getFirst());
        writer.flush();
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("~ processes 7 <script>"), text);
        assertTrue(text.contains(": n 0 → 1"), text);
        assertFalse(text.contains("\u001b"), text);
    }
}
