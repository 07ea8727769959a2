package learnc.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import learnc.runtime.LearncProcess;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.JsonWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class PrintedTest {

    @TempDir
    Path folder;

    @Test
    void a_full_disk_is_told() throws Exception {
        for (List<String> words : List.of(List.of("completion", "bash"), List.of("--help"), List.of("run", "--help"))) {
            Process learnc = new ProcessBuilder(LearncProcess.command(words.toArray(String[]::new))).redirectOutput(new File("/dev/full")).start();
            String said = new String(learnc.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals("learnc: cannot write to standard output: No space left on device\n", said);
            assertEquals(125, learnc.waitFor());
        }
    }

    @Test
    void a_reader_that_has_seen_enough_hears_no_more() throws Exception {
        for (List<String> words : List.of(List.of("completion", "bash"), List.of("trace", "show", "--format=jsonl", trace().toString()),
                List.of("trace", "export", "--format=jsonl", trace().toString()), List.of("trace", "export", "--format=jsonl", "-o", "/dev/stdout", trace().toString()))) {
            var command = new ArrayList<>(List.of("bash", "-c", "\"$@\" | true; exit ${PIPESTATUS[0]}", "bash"));
            command.addAll(LearncProcess.command(words.toArray(String[]::new)));
            Process learnc = new ProcessBuilder(command).start();
            assertEquals("", new String(learnc.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
            assertEquals(141, learnc.waitFor());
        }
    }

    /// Longer than a pipe is.
    private Path trace() throws IOException {
        Path file = folder.resolve("trace.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            var writer = new JsonWriter(out);
            writer.begin(new Header(Header.VERSION, "1", List.of("x".repeat(200_000)), Instant.EPOCH, "", "", ""));
            writer.end(0);
        }
        return file;
    }
}
