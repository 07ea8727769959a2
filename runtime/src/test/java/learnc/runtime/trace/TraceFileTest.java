package learnc.runtime.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceFileTest {

    private static final Header HEADER = new Header(1, "1.0", List.of("run", "caf\u00e9 \udc80"), Instant.parse("2026-01-02T03:04:05.000006Z"), "6.1", "amd64", "v2");

    private static Event event(long sequence, String text) {
        return new Event(sequence, 1000 * sequence, 500, "namespaces", "5 namespaces and cgroups", "inside", 42, 1, 42, "main", "mount", 165,
                List.of(new Event.Value("source", text, null, List.of(), null),
                        new Event.Value("mountflags", "MS_REC|MS_PRIVATE", 278528L, List.of("MS_REC", "MS_PRIVATE"), null),
                        new Event.Value("buf", "hello", null, List.of(), "00ff")),
                0, "0", null, new Event.Source("learnc.runtime.stage.namespaces.Mounts", "Mounts.java", 33, "make"));
    }

    private static Event refused(long sequence) {
        return new Event(sequence, Long.MAX_VALUE / 2, 1, "learnc", null, "host", 7, 7, 8, "main", "mkdirat", 258, List.of(), -17, "-1 EEXIST (File exists)",
                new Event.Refusal("EEXIST", "File exists", null, null), new Event.Source("", "", 0, ""));
    }

    private static String file(List<Event> events) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = new JsonWriter(out);
        writer.begin(HEADER);
        for (Event event : events) {
            writer.write(event);
        }
        writer.end(events.isEmpty() ? 0 : events.getLast().sequence());
        return out.toString(UTF_8);
    }

    private record Read(Header header, List<Event> events, List<String> remarks) {
        static Read of(String file) throws IOException {
            var reader = new JsonReader(new ByteArrayInputStream(file.getBytes(UTF_8)));
            var events = new ArrayList<Event>();
            for (Event event = reader.next(); event != null; event = reader.next()) {
                events.add(event);
            }
            return new Read(reader.header(), events, reader.remarks());
        }
    }

    private static String shown(List<Event> events) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = new TextWriter(out, new TextStyle(TextStyle.Explain.FULL, false, false, false, true, false, "/"));
        for (Event event : events) {
            writer.write(event);
        }
        writer.end(events.size());
        return out.toString(UTF_8);
    }

    @Test
    void explanations_and_changes_come_back_as_they_were() throws IOException {
        Event event = event(1, "proc")
                .with(new Event.Explanation("so that ps works", null, "mount -t proc proc /proc", "mount(2)"))
                .with(List.of(new Change.Appeared("mounts", "4026531841/31", Map.of("target", "/proc")),
                        new Change.Became("processes", "42", "uid", "0", "1000"),
                        new Change.Became("processes", "42", "seccomp", null, "filter"),
                        new Change.Gone("links", "4026531840/7", Map.of("name", "eth0"))));
        Read read = Read.of(file(List.of(event)));
        assertEquals(List.of(event), read.events());
        assertEquals(List.of(), read.remarks());
    }

    @Test
    void a_change_that_makes_no_sense_costs_only_its_event() throws IOException {
        String line = file(List.of(event(1, "a"))).lines().toList().get(1);
        String senseless = line.substring(0, line.length() - 1) + ",\"delta\":[{\"view\":\"mounts\",\"item\":\"1\"}]}";
        Read read = Read.of(file(List.of()).lines().findFirst().orElseThrow() + "\n" + senseless + "\n{\"end\":1}\n");
        assertEquals(List.of(), read.events());
        assertTrue(read.remarks().getFirst().contains("line 2 is no event"), read.remarks()::toString);
    }

    @Test
    void a_file_looks_like_this() throws IOException {
        assertEquals("""
                {"schema":"learnc-trace","version":1,"learnc":"1.0","command":["run","caf\\u00E9 \\uDC80"],"started":"2026-01-02T03:04:05.000006Z",\
                "kernel":"6.1","architecture":"amd64","cgroups":"v2"}
                {"seq":1,"ts_ns":1000,"dur_ns":500,"stage":"namespaces","flow":"5 namespaces and cgroups","door":"inside","pid":42,"pid_ns":1,"tid":42,\
                "thread":"main","syscall":"mount","nr":165,"args":[{"name":"source","text":"\\"proc\\""},\
                {"name":"mountflags","raw":278528,"text":"MS_REC|MS_PRIVATE","flags":["MS_REC","MS_PRIVATE"]},{"name":"buf","text":"hello","bytes":"00ff"}],\
                "ret":0,"result":"0","src":{"class":"learnc.runtime.stage.namespaces.Mounts","file":"Mounts.java","line":33,"method":"make"}}
                {"end":1}
                """, file(List.of(event(1, "\"proc\""))));
    }

    @Test
    void what_was_written_is_read_back_without_loss() throws IOException {
        List<Event> events = List.of(event(1, "\"\\0\\377\""), refused(2), event(3, "\u001b[31m \u202e \udcff lone \ud83d\ude00"));
        Read read = Read.of(file(events));
        assertEquals(HEADER, read.header());
        assertEquals(events, read.events());
        assertEquals(List.of(), read.remarks());
        assertEquals(file(events), file(read.events()));
    }

    @Test
    void a_file_that_was_cut_is_read_as_far_as_it_goes() throws IOException {
        String whole = file(List.of(event(1, "a"), event(2, "b"), event(3, "c")));
        String cut = whole.substring(0, whole.indexOf("\"seq\":3") + 60);
        Read read = Read.of(cut);
        assertEquals(2, read.events().size());
        assertEquals(2, read.remarks().size());
        assertTrue(read.remarks().get(0).contains("line 4 is no event"), read.remarks().toString());
        assertTrue(read.remarks().get(1).contains("has no end"), read.remarks().toString());
    }

    @Test
    void every_possible_cut_is_survived_and_noticed() throws IOException {
        String whole = file(List.of(event(1, "a"), refused(2)));
        for (int length = 0; length < whole.length() - 1; length++) {
            Read read = Read.of(whole.substring(0, length));
            assertTrue(read.events().size() <= 2);
            assertFalse(read.remarks().isEmpty(), "cut after " + length);
        }
    }

    @Test
    void garbage_and_missing_events_are_told() throws IOException {
        String[] lines = file(List.of(event(1, "a"), event(2, "b"), event(3, "c"), event(4, "d"))).split("\n");
        Read read = Read.of(lines[0] + "\n" + lines[1] + "\n\u0000\u0001 garbage {\n[1,2]\n" + lines[4] + "\n{\"seq\":\"x\"}\n" + lines[5] + "\n");
        assertEquals(List.of(1L, 4L), read.events().stream().map(Event::sequence).toList());
        assertEquals(List.of("line 3 is no event, and was left out", "line 4 is no event, and was left out", "missing here: event 2 to 3",
                "line 6 is no event, and was left out"), read.remarks());
    }

    @Test
    void a_newer_version_and_unknown_fields_are_read_as_far_as_they_are_known() throws IOException {
        String newer = file(List.of(event(1, "a"))).replace("\"version\":1", "\"version\":9").replace("\"syscall\"", "\"novelty\":[{\"x\":[1]}],\"syscall\"");
        Read read = Read.of(newer);
        assertEquals(List.of(event(1, "a")), read.events());
        assertTrue(read.remarks().getFirst().contains("has version 9"), read.remarks().toString());
    }

    @Test
    void the_gaps_of_a_filter_are_told_together() throws IOException {
        var events = new ArrayList<Event>();
        for (int i = 1; i <= 10; i++) {
            events.add(event(3L * i, "a"));
        }
        assertEquals(List.of("missing here: event 1 to 2", "missing here: event 4 to 5", "missing here: event 7 to 8",
                "missing in 7 more places: 14 events; a trace that was written with a filter has only what passed it"), Read.of(file(events)).remarks());
    }

    @Test
    void a_thousand_bad_lines_do_not_make_a_thousand_remarks() throws IOException {
        Read read = Read.of("nonsense\n".repeat(1000));
        assertEquals(0, read.events().size());
        assertEquals(21, read.remarks().size());
        assertTrue(read.remarks().getLast().contains("981 more"), read.remarks().getLast());
    }

    @Test
    void a_line_that_nests_without_end_is_garbage() throws IOException {
        Read read = Read.of("{\"args\":" + "[".repeat(100_000) + "\n");
        assertEquals(0, read.events().size());
    }

    @Test
    void nothing_in_a_trace_can_command_the_terminal() throws IOException {
        String evil = "\u001b]0;owned\u0007\u001b[2J\u009b31m\r\n<script>\u202e\u200b\u2028";
        Event hostile = new Event(1, 0, 0, evil, evil, evil, 1, 2, 3, evil, evil, 0, List.of(new Event.Value(evil, evil, 1L, List.of(evil), evil)), -1, evil,
                new Event.Refusal(evil, evil, evil, evil), new Event.Source("../../etc." + evil, "passwd" + evil, 1, evil));
        String text = shown(Read.of(file(List.of(hostile))).events());
        for (char c : text.toCharArray()) {
            assertTrue(c == '\n' || c >= ' ' && c < 0x7F || c == '\u25b8' || c == '\u2502' || c == '\u00b5', "U+" + Integer.toHexString(c));
        }
        assertTrue(text.contains("\\x1b]0;owned\\x07"), text);
        assertTrue(text.contains("<script>\\u202e"), text);
        assertFalse(text.contains("file:"), text);
    }

    @Test
    void events_are_chosen_by_name_class_and_stage() {
        assertTrue(new EventFilter("%mount", null).test(event(1, "")));
        assertFalse(new EventFilter("!%mount", null).test(event(1, "")));
        assertTrue(new EventFilter("!close,read", "namespaces").test(event(1, "")));
        assertFalse(new EventFilter(null, "exec").test(event(1, "")));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new EventFilter("%nonsense", null)).getMessage().contains("%file"));
    }
}
