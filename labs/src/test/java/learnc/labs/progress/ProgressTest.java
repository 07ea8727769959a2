package learnc.labs.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file is a person's, too: it survives notes, nonsense, and another learnc.
class ProgressTest {

    @TempDir
    Path folder;

    @Test
    void what_is_noted_is_there_for_the_next_learnc_and_reads_well() throws IOException {
        new Progress(folder).note("04-limits", done -> done.startedOn("2026-01-30").attempted("2026-01-31", 8, false).helped());
        new Progress(folder).note("04-limits", done -> done.startedOn("2026-02-01").attempted("2026-02-01", 10, true).attempted("2026-02-02", 3, false));
        assertEquals("04-limits: started=2026-01-30 attempts=3 best=10 hints=1 passed=2026-02-01\n", Files.readString(folder.resolve("progress.txt")));
        assertEquals(new Done("2026-01-30", 3, 10, 1, "2026-02-01", false), new Progress(folder).of("04-limits"));
    }

    @Test
    void notes_of_the_student_stay_where_they_are() throws IOException {
        Files.writeString(folder.resolve("progress.txt"), "my notes\n04-limits: attempts=1\nask about cgroups\n");
        new Progress(folder).note("04-limits", Done::helped);
        assertEquals(List.of("my notes", "04-limits: attempts=1 best=0 hints=1", "ask about cgroups"), Files.readAllLines(folder.resolve("progress.txt")));
    }

    @Test
    void nonsense_counts_as_nothing() throws IOException {
        Files.writeString(folder.resolve("progress.txt"), "04-limits: attempts=-3 best=99999999999 hints=x = == gave-up\n");
        assertEquals(Done.NOTHING, new Progress(folder).of("04-limits"));
    }
}
