package learnc.runtime.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import learnc.runtime.RootTest;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@RootTest
@Timeout(120)
class WitnessTest {

    @TempDir
    Path folder;

    @Test
    void strace_has_seen_exactly_what_the_trace_tells() throws Exception {
        Path trace = folder.resolve("trace.jsonl");
        Path record = folder.resolve("strace.txt");
        Path playground = Files.createDirectory(folder.resolve("play"));
        strace(record, Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED", "-Xshare:auto",
                "-cp", System.getProperty("java.class.path"), WitnessedRun.class.getName(), trace.toString(), playground.toString());
        List<Event> events = events(trace);
        assertTrue(events.size() > 120, "only " + events.size() + " events");
        assertEquals("", String.join("\n", Witness.complaints(events, Observed.read(record))));
    }

    private static void needStrace() {
        if (!Files.isExecutable(Path.of("/usr/bin/strace"))) {
            String reason = "SKIPPED: /usr/bin/strace is missing; apt-get install strace";
            System.err.println(reason);
            assumeTrue(false, reason);
        }
    }

    private void strace(Path record, String... command) throws IOException, InterruptedException {
        needStrace();
        var words = new ArrayList<>(List.of("strace", "-f", "-v", "-yy", "-ttt", "-T", "-s", "65536", "-e", "write=all", "-o", record.toString(), "--"));
        words.addAll(List.of(command));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertTrue(process.waitFor(100, TimeUnit.SECONDS), "strace takes too long");
        assertEquals(0, process.exitValue(), () -> read(output));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    static List<Event> events(Path trace) throws IOException {
        try (InputStream in = Files.newInputStream(trace)) {
            var reader = new JsonReader(in);
            var events = new ArrayList<Event>();
            for (Event event = reader.next(); event != null; event = reader.next()) {
                events.add(event);
            }
            assertEquals(List.of(), reader.remarks());
            return events;
        }
    }
}
