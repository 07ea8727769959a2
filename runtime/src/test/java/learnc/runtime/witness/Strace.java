package learnc.runtime.witness;

import static learnc.runtime.Needed.neededProgram;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.JsonReader;

/// Runs a command under strace(1) and keeps what both strace and learnc's own trace say about it.
///
/// @param events   what learnc tells
/// @param observed what strace has seen
/// @param output   what the command has printed
record Strace(List<Event> events, List<Observed> observed, String output) {

    /// Where the command must write its trace, in the folder that [#of] gets.
    static final String TRACE = "trace.jsonl";
    private static final int SECONDS = 250;

    /// @param folder an empty one, for the records
    static Strace of(Path folder, Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        neededProgram("strace", "strace");
        Path record = folder.resolve("strace.txt");
        Path output = folder.resolve("output.txt");
        var words = new ArrayList<>(List.of("strace", "-f", "-v", "-yy", "-ttt", "-T", "-s", "65536", "-e", "write=all", "-o", record.toString(), "--"));
        words.addAll(command);
        var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean hasEnded = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!hasEnded) {
            process.destroy();
        }
        String printed = Files.readString(output);
        assertTrue(hasEnded, "strace takes too long: " + printed);
        assertEquals(0, process.exitValue(), printed);
        return new Strace(events(folder.resolve(TRACE)), Observed.read(record), printed);
    }

    private static List<Event> events(Path trace) throws IOException {
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
