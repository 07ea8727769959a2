package learnc.runtime.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.StraceWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The export speaks the grammar of strace, as the witness understands it.
class StraceExportTest {

    @TempDir
    Path folder;

    private static Event event(long sequence, long start, long duration, int thread, String name, String result, String... arguments) {
        var values = new ArrayList<Event.Value>();
        for (String argument : arguments) {
            values.add(new Event.Value("x", argument, null, List.of(), null));
        }
        return new Event(sequence, start, duration, "exec", null, "host", 1, 1, thread, "main", name, 0, values, 0, result, null,
                new Event.Source("", "", 0, ""));
    }

    private Path export(Event... events) throws Exception {
        Path file = folder.resolve("export");
        try (OutputStream out = Files.newOutputStream(file)) {
            var writer = new StraceWriter(out);
            writer.begin(new Header(1, "1", List.of(), Instant.ofEpochSecond(1_700_000_000, 7000), "6.1", "amd64", "v2"));
            for (Event event : events) {
                writer.write(event);
            }
            writer.end(events.length);
        }
        return file;
    }

    @Test
    void a_line_looks_as_strace_would_write_it() throws Exception {
        assertEquals("9 1700000000.001007 openat(AT_FDCWD, \"/proc\", O_RDONLY) = 3</proc> <0.000012>\n",
                Files.readString(export(event(1, 1_000_000, 12_000, 9, "openat", "3</proc>", "AT_FDCWD", "\"/proc\"", "O_RDONLY"))));
    }

    @Test
    void calls_at_the_same_time_are_interleaved_and_can_be_put_together_again() throws Exception {
        Path file = export(event(1, 2_000, 1_000, 8, "close", "0", "4"), event(2, 1_000, 9_000, 9, "read", "2", "3<pipe>", "\"a)\"", "16"),
                event(3, 11_000, 1_000, 9, "exit_group", "?", "0"));
        assertEquals("""
                9 1700000000.000008 read(3<pipe>, "a)", 16 <unfinished ...>
                8 1700000000.000009 close(4) = 0 <0.000001>
                9 1700000000.000017 <... read resumed>) = 2 <0.000009>
                9 1700000000.000018 exit_group(0) = ?
                """, Files.readString(file));
        assertEquals(List.of("close", "read", "exit_group"), Observed.read(file).stream().map(Observed::name).toList());
        assertEquals(3, Observed.read(file).get(1).arguments().size());
    }
}
