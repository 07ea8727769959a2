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
import learnc.viewer.strace.StraceCall;
import learnc.viewer.strace.StraceLog;
import learnc.viewer.strace.Term;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real run, and what every format makes of its trace.
@RootTest
@Timeout(200)
class RunTraceTest {

    @TempDir
    static Path folder;

    private static Header header;
    private static final List<Event> EVENTS = new ArrayList<>();

    @BeforeAll
    static void run() throws Exception {
        Path trace = folder.resolve("run.jsonl");
        Path said = folder.resolve("said");
        Map<String, String> places = Map.of("LEARNC_ROOT", folder.resolve("root").toString(), "LEARNC_RUN", folder.resolve("run").toString());
        var learnc = new ProcessBuilder(LearncProcess.command("run", "--trace=" + trace, "--network", "none", "--memory", "64m", "learnc/shell", "echo", "hello"))
                .redirectErrorStream(true).redirectOutput(said.toFile());
        learnc.environment().putAll(places);
        assertEquals(0, learnc.start().waitFor(), Files.readString(said));
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
                    event.arguments().stream().map(value -> value.bytes() == null ? value.text() : value.bytes()).toList(), event.resultText());
        }

        /// @param event where it came from: there it is known which arguments are messages
        static Carried of(StraceCall call, Event event) {
            var arguments = new ArrayList<String>();
            for (Term term : call.arguments()) {
                boolean isMessage = arguments.size() < event.arguments().size() && event.arguments().get(arguments.size()).bytes() != null;
                arguments.add(isMessage ? hexadecimal(term.strings().getFirst()) : term.text());
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
        assertTrue(EVENTS.stream().anyMatch(event -> event.arguments().stream().anyMatch(value -> value.bytes() != null)), "no message was compared");
    }

    @Test
    void the_export_for_perfetto_keeps_the_rules() throws IOException {
        var out = new ByteArrayOutputStream();
        byte[] chrome = written(new learnc.viewer.format.ChromeWriter(out), out);
        assertTrue(learnc.viewer.format.ChromeRules.check(new ObjectMapper().readTree(chrome)) > EVENTS.size());
    }
}
