package learnc.labs.classroom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import learnc.labs.text.Lab;
import learnc.labs.text.Point;
import learnc.labs.text.Seed;
import learnc.runtime.spec.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What students hand in, and what comes out; without running anything.
class ClassroomTest {

    private static final Lab LAB = new Lab(Path.of("/labs/04-limits"), "", "Limits", Map.of(), List.of(new Point("runs", 1, "It runs.")));

    @TempDir
    Path folder;

    private Path zip(String name, String... entries) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file); var zip = new ZipOutputStream(out)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.getBytes());
                zip.closeEntry();
            }
        }
        return file;
    }

    @Test
    void a_packed_file_is_a_folder_again() throws IOException {
        HandedIn student = HandedIn.of(zip("alice.zip", "seed.txt", "04-limits/MyCgroups.java"), folder.resolve("place"));
        assertEquals("alice", student.name());
        assertEquals(new Seed("seed.txt"), student.seed());
        assertTrue(Files.exists(student.of(LAB).resolve("MyCgroups.java")));
    }

    @Test
    void a_packed_file_writes_nowhere_else() throws IOException {
        for (String entry : List.of("../evil", "/etc/evil", "04-limits/../../evil", "04-limits/a/b", ".ssh", "04-limits/.hidden")) {
            Path file = zip("evil.zip", entry);
            HandedIn evil = HandedIn.of(file, folder.resolve("place"));
            assertTrue(evil.damage().contains("which learnc never packs"), entry);
            assertNull(evil.of(LAB), entry);
        }
    }

    @Test
    void a_link_to_another_student_s_work_is_no_work() throws IOException {
        Files.createDirectories(folder.resolve("alice/04-limits"));
        Files.createDirectories(folder.resolve("mallory"));
        Files.createSymbolicLink(folder.resolve("mallory/04-limits"), Path.of("../alice/04-limits"));
        assertNull(HandedIn.of(folder.resolve("mallory"), folder).of(LAB));
    }

    @Test
    void who_has_handed_in_nothing_is_remarked_upon_and_not_only_given_no_points() throws IOException {
        Files.createDirectories(folder.resolve("bob/99-another-lab"));
        var classroom = new Classroom(null, List.of(LAB), List.of(), folder, line -> { });
        Graded bob = classroom.graded(List.of(HandedIn.of(folder.resolve("bob"), folder))).getFirst();
        assertEquals(List.of("has handed in nothing for these labs"), bob.remarks());
    }

    @Test
    void who_gives_the_folder_of_all_students_is_told_how_to_give_each() throws IOException {
        Files.createDirectories(folder.resolve("all/bob/04-limits"));
        var classroom = new Classroom(null, List.of(LAB), List.of(), folder, line -> { });
        Graded all = classroom.graded(List.of(HandedIn.of(folder.resolve("all"), folder))).getFirst();
        assertTrue(all.remarks().getFirst().endsWith("try: learnc class grade " + folder.resolve("all") + "/*"), all.remarks().toString());
    }

    /// Cut off, empty, no archive at all, or with a seed that is no text.
    @Test
    void what_is_damaged_is_remarked_upon_and_the_others_get_their_grades() throws IOException {
        byte[] whole = Files.readAllBytes(zip("alice.zip", "seed.txt", "04-limits/MyCgroups.java"));
        Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, whole.length / 2));
        Files.createFile(folder.resolve("empty.zip"));
        Files.writeString(folder.resolve("text.zip"), "my solution");
        Files.write(Files.createDirectory(folder.resolve("seedless")).resolve("seed.txt"), new byte[] {(byte) 0xff, (byte) 0xfe});
        var students = Stream.of("cut.zip", "empty.zip", "text.zip", "seedless", "alice.zip").map(name -> HandedIn.of(folder.resolve(name), folder.resolve("place"))).toList();
        List<Graded> graded = new Classroom(null, List.of(), List.of(), folder, line -> { }).graded(students);
        for (Graded damaged : graded.subList(0, 4)) {
            assertTrue(damaged.remarks().getFirst().startsWith("cannot be read: "), damaged.toString());
        }
        assertNull(graded.getLast().student().damage());
    }

    @Test
    void what_is_not_there_is_said_to_be_not_there() {
        Failure refused = assertThrows(Failure.class, () -> HandedIn.of(folder.resolve("nowhere"), folder));
        assertEquals("there is no " + folder.resolve("nowhere"), refused.getMessage());
    }

    @Test
    void a_table_quotes_what_a_spreadsheet_would_run() {
        var student = new HandedIn("=cmd|' /C calc'!A0", folder, new Seed("a,b"));
        var text = new StringWriter();
        new ScoreTable(List.of(LAB), List.of(new Graded(student, List.of(), List.of(), List.of("says \"hi\"")))).writeCsv(new PrintWriter(text));
        assertEquals("student,seed,04-limits,sum,remarks\r\n\"'=cmd|' /C calc'!A0\",\"a,b\",,0,\"says \"\"hi\"\"\"\r\n", text.toString());
    }

    @Test
    void a_page_has_no_markup_of_the_student_s() {
        var text = new StringWriter();
        new StudentPage(new Graded(new HandedIn("<script>alert(1)</script>", folder, new Seed("x")), List.of(), List.of(), List.of("<b>"))).write(new PrintWriter(text));
        assertTrue(text.toString().contains("<h1>&lt;script&gt;alert(1)&lt;/script&gt;: 0 points</h1>") && !text.toString().contains("<b>"), text.toString());
    }

    @Test
    void a_solution_becomes_a_task() {
        assertEquals("a\n    // Yours to write.\nz", Stripped.of("X.java", "a\n    // BEGIN SOLUTION\nsecret\n    // END SOLUTION\nz"));
        for (String broken : List.of("// BEGIN SOLUTION\nx", "x\n// END SOLUTION", "// BEGIN SOLUTION\n// BEGIN SOLUTION\n// END SOLUTION")) {
            assertThrows(Failure.class, () -> Stripped.of("X.java", broken));
        }
    }
}
