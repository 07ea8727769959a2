package learnc.labs.box;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import learnc.runtime.RootTest;
import learnc.runtime.trace.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the witness remembers of a program's calls.
@RootTest
@Timeout(300)
class WitnessTest {

    private static final Path BOXES = Path.of("/run/learnc-test-witness-" + ProcessHandle.current().pid());

    @TempDir
    Path traces;

    /// Those with this name that were not refused.
    private List<Event> callsOf(String name, String... words) throws IOException, InterruptedException {
        Files.createDirectories(BOXES);
        var box = new Box(new Boxes(BOXES, List.of()), traces.resolve("trace.jsonl"), Bounds.USUAL);
        try (box) {
            box.start(List.of(words), Map.of("PATH", "/usr/bin:/bin"));
            box.exitCode();
        }
        Files.delete(BOXES);
        return box.witness().events().stream().filter(event -> event.systemCall().equals(name) && event.refusal() == null).toList();
    }

    private static String argument(Event event, String name) {
        return event.arguments().stream().filter(its -> its.name().equals(name)).findFirst().orElseThrow().text();
    }

    @Test
    void of_much_that_is_written_it_remembers_how_it_begins() throws Exception {
        Event written = callsOf("write", "/bin/sh", "-c", "printf %05000d 7").getFirst();
        assertEquals("\"" + "0".repeat(512) + "\"...", argument(written, "buf"));
        assertEquals(5000, written.result());
    }

    @Test
    void the_words_of_a_program_it_remembers_whole() throws Exception {
        String word = "w".repeat(4000);
        Event executed = callsOf("execve", "/bin/sh", "-c", "exec true " + word).getLast();
        assertEquals("[\"true\", \"" + word + "\"]", argument(executed, "argv"));
    }
}
