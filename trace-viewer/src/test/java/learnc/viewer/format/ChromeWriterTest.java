package learnc.viewer.format;

import static learnc.viewer.Samples.HEADER;
import static learnc.viewer.Samples.call;
import static learnc.viewer.Samples.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import learnc.runtime.trace.Change;
import learnc.runtime.trace.Event;
import learnc.viewer.imported.Logs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChromeWriterTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static String text(List<Event> events) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = new ChromeWriter(out);
        writer.begin(HEADER);
        for (Event event : events) {
            writer.write(event);
        }
        writer.end(events.size());
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static List<JsonNode> of(String phase, JsonNode trace) {
        var found = new ArrayList<JsonNode>();
        trace.forEach(event -> {
            if (event.get("ph").asText().equals(phase)) {
                found.add(event);
            }
        });
        return found;
    }

    @Test
    void a_file_looks_like_this() throws IOException {
        assertEquals("""
                [
                {"ph":"M","name":"trace_of","pid":0,"tid":0,"args":{"command":"run learnc/shell","started":"2026-01-02T03:04:05.000006Z","kernel":"6.1"}},
                {"ph":"M","name":"process_name","pid":100,"tid":100,"args":{"name":"host"}},
                {"ph":"M","name":"thread_name","pid":100,"tid":100,"args":{"name":"main"}},
                {"ph":"b","name":"exec","cat":"stage","pid":100,"tid":100,"ts":10,"id":"stage1"},
                {"ph":"X","name":"read","cat":"exec","pid":100,"tid":100,"ts":10,"dur":1,"args":{"event":1,"1 a":"3</x>","2 b":"\\"\\\\0<script>\\"","result":"2","java":"Main.java:1"}},
                {"ph":"e","name":"exec","cat":"stage","pid":100,"tid":100,"ts":11,"id":"stage1"}]
                """, text(List.of(call(1, "exec", "read", "2", "3</x>", "\"\\0<script>\""))));
    }

    @Test
    void times_are_microseconds_with_three_digits_behind_the_point() throws IOException {
        JsonNode slice = of("X", JSON.readTree(text(List.of(event(1, 12_345_067, 1_009, 7, "exec", "read", "0"))))).getFirst();
        assertEquals("12345.067 1.009", slice.get("ts").asText() + " " + slice.get("dur").asText());
    }

    @Test
    void calls_that_overlap_on_one_thread_are_asynchronous() throws IOException {
        JsonNode trace = JSON.readTree(text(List.of(event(1, 0, 50_000, 7, "exec", "a", "0"), event(2, 20_000, 90_000, 7, "exec", "b", "0"))));
        ChromeRules.check(trace);
        assertEquals(List.of("a"), of("X", trace).stream().map(slice -> slice.get("name").asText()).toList());
        assertEquals(List.of("exec", "b"), of("b", trace).stream().map(slice -> slice.get("name").asText()).toList());
    }

    @Test
    void the_check_itself_would_see_it() throws IOException {
        String overlapping = text(List.of(event(1, 0, 50_000, 7, "exec", "a", "0"), event(2, 60_000, 90_000, 7, "exec", "b", "0"))).replace("\"dur\":50", "\"dur\":70");
        assertThrows(AssertionError.class, () -> ChromeRules.check(JSON.readTree(overlapping)));
    }

    @Test
    void an_arrow_leads_from_the_birth_to_the_first_call_of_the_child() throws IOException {
        JsonNode trace = JSON.readTree(text(List.of(event(1, 0, 1000, 7, "exec", "clone3", "8"), event(2, 5000, 10, 8, "exec", "close", "0"), event(3, 6000, 10, 8, "exec", "close", "0"))));
        ChromeRules.check(trace);
        assertEquals("7:1", of("s", trace).getFirst().get("tid") + ":" + of("s", trace).getFirst().get("id"));
        assertEquals(1, of("f", trace).size());
        assertEquals("8:1", of("f", trace).getFirst().get("tid") + ":" + of("f", trace).getFirst().get("id"));
    }

    @Test
    void what_a_call_is_for_and_what_it_changed_go_along() throws IOException {
        Event event = call(1, "exec", "mount", "0").with(new Event.Explanation("So that ps works.", null, null, null))
                .with(List.of(new Change.Became("processes", "8", "uid", "0", "1000"), new Change.Gone("mounts", "1/2", Map.of("target", "/x"))));
        JsonNode arguments = of("X", JSON.readTree(text(List.of(event)))).getFirst().get("args");
        assertEquals("So that ps works.", arguments.get("why").asText());
        assertEquals("~ processes 8 uid: 0 -> 1000", arguments.get("change 1").asText());
        assertEquals("- mounts 1/2 {target=/x}", arguments.get("change 2").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"runc", "crun"})
    void a_trace_of_many_threads_keeps_the_rules(String engine, @TempDir Path folder) throws IOException {
        List<Event> events = Logs.Imported.of(Logs.of(engine, folder)).events();
        JsonNode trace = JSON.readTree(text(events));
        assertTrue(ChromeRules.check(trace) > events.size());
        assertEquals(events.size(), of("X", trace).size() + of("b", trace).stream().filter(begun -> begun.get("cat").asText().equals("call")).count());
    }
}
