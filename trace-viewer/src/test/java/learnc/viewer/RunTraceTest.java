package learnc.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import learnc.runtime.LearncProcess;
import learnc.runtime.RootTest;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.JsonReader;
import learnc.runtime.trace.StraceWriter;
import learnc.viewer.compare.Comparison;
import learnc.viewer.strace.StraceCall;
import learnc.viewer.strace.StraceLog;
import learnc.viewer.strace.Term;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real run, and what every format makes of its trace.
@RootTest
@Timeout(300)
class RunTraceTest {

    @TempDir
    static Path folder;

    private static Header header;
    private static final List<Event> EVENTS = new ArrayList<>();

    /// Runs `learnc run OPTIONS learnc/shell echo hello`, and says what was on standard error.
    private static String run(String... options) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("run", "--network", "none"));
        words.addAll(List.of(options));
        words.addAll(List.of("learnc/shell", "echo", "hello"));
        Path err = folder.resolve("err");
        Path out = folder.resolve("out");
        var learnc = new ProcessBuilder(LearncProcess.command(words.toArray(String[]::new))).redirectError(err.toFile()).redirectOutput(out.toFile());
        learnc.environment().putAll(Map.of("LEARNC_ROOT", folder.resolve("root").toString(), "LEARNC_RUN", folder.resolve("run").toString()));
        assertEquals(0, learnc.start().waitFor(), Files.readString(err));
        assertEquals("hello\n", Files.readString(out));
        return Files.readString(err);
    }

    @BeforeAll
    static void record() throws Exception {
        Path trace = folder.resolve("run.jsonl");
        run("--trace=" + trace, "--memory", "64m");
        try (InputStream in = Files.newInputStream(trace)) {
            var reader = new JsonReader(in);
            for (Event event = reader.next(); event != null; event = reader.next()) {
                EVENTS.add(event);
            }
            header = reader.header();
            assertEquals(List.of(), reader.remarks());
        }
        assertTrue(EVENTS.size() > 300, EVENTS.size() + " events");
    }

    /// Everything that the notation of strace carries.
    private record Carried(int thread, long startMicros, long durationMicros, String systemCall, List<String> arguments, String result) {

        static Carried of(Event event) {
            boolean isUnreturned = event.resultText().equals("?");
            return new Carried(event.thread(), micros(event.startNanoseconds()), isUnreturned ? 0 : event.durationNanoseconds() / 1000, event.systemCall(),
                    event.arguments().stream().map(Event.Value::text).toList(), event.resultText());
        }

        /// @param event where it came from. Of a message its text is only a summary, and the notation carries all its bytes
        static Carried of(StraceCall call, Event event) {
            var arguments = new ArrayList<String>();
            for (Term term : call.arguments()) {
                Event.Value value = arguments.size() < event.arguments().size() ? event.arguments().get(arguments.size()) : null;
                boolean isWhole = value != null && value.bytes() != null && !term.strings().isEmpty() && hexadecimal(term.strings().getFirst()).equals(value.bytes());
                arguments.add(isWhole ? value.text() : term.text());
            }
            return new Carried(call.thread(), call.startMicros(), call.durationMicros(), call.name(), arguments, call.result());
        }

        private static long micros(long nanoseconds) {
            Instant started = header.started();
            return started.getEpochSecond() * 1_000_000 + started.getNano() / 1000 + nanoseconds / 1000;
        }

        private static String hexadecimal(String bytes) {
            return HexFormat.of().formatHex(bytes.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        }
    }

    private static byte[] written(EventWriter writer, ByteArrayOutputStream out) throws IOException {
        writer.begin(header);
        for (Event event : EVENTS) {
            writer.write(event);
        }
        writer.end(EVENTS.size());
        return out.toByteArray();
    }

    @Test
    void what_strace_text_carries_is_read_back_without_loss() throws IOException {
        var out = new ByteArrayOutputStream();
        var log = new StraceLog(new ByteArrayInputStream(written(new StraceWriter(out), out)));
        Map<Integer, List<StraceCall>> threads = new TreeMap<>();
        for (StraceCall call = log.next(); call != null; call = log.next()) {
            threads.computeIfAbsent(call.thread(), _ -> new ArrayList<>()).add(call);
        }
        assertEquals(List.of(), log.remarks());
        int compared = 0;
        for (Event event : EVENTS) {
            StraceCall call = threads.get(event.thread()).removeFirst();
            assertEquals(Carried.of(event), Carried.of(call, event));
            compared++;
        }
        assertTrue(compared == EVENTS.size() && threads.values().stream().allMatch(List::isEmpty));
        assertTrue(EVENTS.stream().anyMatch(event -> event.systemCall().equals("sendto") && event.arguments().get(1).bytes() != null), "no message was compared");
    }

    @Test
    void the_export_for_perfetto_keeps_the_rules() throws IOException {
        var out = new ByteArrayOutputStream();
        byte[] chrome = written(new learnc.viewer.format.ChromeWriter(out), out);
        assertTrue(learnc.viewer.format.ChromeRules.check(new ObjectMapper().readTree(chrome)) > EVENTS.size());
    }

    @Test
    void strace_text_on_the_screen_is_what_strace_would_write() throws Exception {
        var log = new StraceLog(new ByteArrayInputStream(run("--trace-format=strace").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        int calls = 0;
        while (log.next() != null) {
            calls++;
        }
        assertTrue(calls > 200, calls + " calls");
        assertEquals(List.of(), log.remarks());
    }

    @Test
    void a_filter_and_a_format_work_while_the_run_goes_on() throws Exception {
        Path chrome = folder.resolve("run.json");
        assertEquals("", run("--trace=" + chrome, "--trace-format=chrome", "--trace-filter=stage:exec,!close"));
        var slices = new ArrayList<String>();
        new ObjectMapper().readTree(chrome.toFile()).forEach(event -> {
            if (event.get("ph").asText().equals("X")) {
                slices.add(event.get("cat").asText() + " " + event.get("name").asText());
            }
        });
        assertTrue(slices.contains("exec execve") && !slices.contains("exec close") && slices.stream().allMatch(slice -> slice.startsWith("exec ")), slices.toString());
    }

    @Test
    void a_summary_comes_when_the_run_is_over() throws Exception {
        String summary = run("--trace-format=summary");
        assertTrue(summary.startsWith("% time    total ms") && summary.contains("> namespaces\n") && summary.contains("pivot_root\n"), summary);
    }

    @Test
    void a_second_run_differs_by_the_limit_that_it_lacks() throws Exception {
        Path other = folder.resolve("other.jsonl");
        run("--trace=" + other);
        var events = new ArrayList<Event>();
        try (InputStream in = Files.newInputStream(other)) {
            var reader = new JsonReader(in);
            for (Event event = reader.next(); event != null; event = reader.next()) {
                events.add(event);
            }
        }
        // Others on this machine may make and remove the group above ours meanwhile, so the rest need not be the same.
        List<Comparison.Added> added = Comparison.of(events, EVENTS).stream().filter(stage -> stage.stage().equals("cgroups"))
                .flatMap(stage -> stage.differences().stream()).filter(Comparison.Added.class::isInstance).map(Comparison.Added.class::cast).toList();
        assertTrue(added.stream().anyMatch(one -> one.step().shown().startsWith("write(") && one.step().shown().contains("67108864")), added.toString());
    }
}
