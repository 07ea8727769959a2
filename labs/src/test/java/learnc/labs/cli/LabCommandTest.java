package learnc.labs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

import learnc.runtime.RootTest;
import learnc.runtime.spec.Failure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// A student's way through a lab.
@Timeout(300)
class LabCommandTest {

    @TempDir
    Path folder;
    private Path labs;
    private Path desk;

    /// A lab that costs nothing to check.
    @BeforeEach
    void makeALab() throws IOException {
        labs = folder.resolve("labs");
        desk = folder.resolve("desk");
        make("01-one", "");
        make("02-two", ":needs: no-such-controller program:no-such-program\n");
    }

    private void make(String id, String attributes) throws IOException {
        Path lab = Files.createDirectories(labs.resolve(id));
        Files.writeString(lab.resolve("lab.adoc"), "= The title of " + id + "\n" + attributes + "\n* word (3): The word is right.\n* more (1): There is more.\n");
        Files.writeString(lab.resolve("Check.java"), """
                import learnc.labs.check.Trial;
                void check(Trial trial) {
                    trial.check("word").why("It is the name of the course.").answered("learnc", trial.answer("word")).orStop();
                    if (trial.answer("more").equals("broken check")) { throw new IllegalStateException("oops"); }
                    trial.check("more").that(!trial.answer("more").isEmpty(), "something", "nothing");
                }
                """);
        for (String part : List.of("task", "solution", "hint")) {
            Files.createDirectories(lab.resolve(part));
        }
        Files.writeString(lab.resolve("task/answers.txt"), "number {seed:n:1000}\nword:\nmore:\n");
        Files.writeString(lab.resolve("solution/answers.txt"), "word: learnc\nmore: yes\n");
        Files.writeString(lab.resolve("hint/1.adoc"), "It has six letters.\n");
        Files.writeString(lab.resolve("hint/2.adoc"), "It begins with l.\n");
    }

    private record Said(int exitCode, String text) {
    }

    private Said lab(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--labs", labs.toString(), "--folder", desk.toString(), "--seed", "alice", "--boxes", folder.resolve("boxes").toString()));
        var out = new StringWriter();
        int exitCode = new CommandLine(new LabCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(out)).setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    out.append(String.valueOf(failure.getMessage()));
                    return failure instanceof Failure told ? told.exitCode() : 125;
                }).execute(all.toArray(String[]::new));
        return new Said(exitCode, out.toString());
    }

    private void answer(String text) throws IOException {
        Files.writeString(desk.resolve("01-one/answers.txt"), text);
    }

    @Test
    void start_lays_the_task_out_and_leaves_what_is_there() throws IOException {
        assertTrue(lab("start", "1").text.startsWith("= The title of 01-one"));
        assertTrue(Files.readString(desk.resolve("01-one/answers.txt")).matches("number \\d{1,3}\nword:\nmore:\n"));
        answer("mine");
        lab("start", "one");
        assertEquals("mine", Files.readString(desk.resolve("01-one/answers.txt")));
    }

    @Test
    void start_shows_the_text_without_what_only_programs_read_and_says_how_learnc_is_called() {
        String text = lab("start", "2").text;
        assertFalse(text.contains(":needs:"), text);
        boolean isInPath = java.util.Arrays.stream(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, "learnc")));
        assertEquals(!isInPath, text.contains("wherever learnc is written, type /"), text);
    }

    @Test
    void one_hint_is_no_plural() {
        lab("hint", "1");
        assertTrue(lab("status").text.contains("The title of 01-one, 1 hint\n"), lab("status").text);
    }

    @Test
    void hints_come_one_at_a_time_and_are_counted() {
        assertTrue(lab("hint", "1").text.startsWith("hint 1 of 2\nIt has six letters."));
        assertTrue(lab("hint", "1").text.startsWith("hint 2 of 2\nIt begins with l."));
        assertTrue(lab("hint", "1").text.startsWith("hint 2 of 2, the last one, again"));
        assertTrue(lab("status").text.contains("2 hints"));
    }

    @Test
    void the_solution_is_for_those_who_have_passed_or_give_up() throws IOException {
        Said refused = lab("solution", "1");
        assertTrue(refused.exitCode == 1 && refused.text.contains("--give-up") && !refused.text.contains("word: learnc"), refused.text);
        assertTrue(lab("solution", "1", "--give-up").text.contains("word: learnc"));
        assertTrue(Files.readString(desk.resolve("progress.txt")).contains("gave-up=yes"));
    }

    @Test
    void reset_keeps_the_student_s_files_under_other_names() throws IOException {
        lab("start", "1");
        answer("mine");
        lab("reset", "1");
        assertEquals("mine", Files.readString(desk.resolve("01-one/answers.txt.1")));
        assertTrue(Files.readString(desk.resolve("01-one/answers.txt")).startsWith("number "));
    }

    @Test
    void submit_packs_plain_files_and_the_seed() throws IOException {
        lab("start", "1");
        Files.createSymbolicLink(desk.resolve("01-one/link"), Path.of("/etc/passwd"));
        assertEquals(0, lab("submit").exitCode);
        try (var zip = new ZipFile(desk.resolve("labs.zip").toFile())) {
            assertEquals(List.of("seed.txt", "01-one/answers.txt"), zip.stream().map(Object::toString).toList());
        }
    }

    @Test
    void the_seed_of_the_first_lab_is_kept_and_no_other_one_is_taken() throws IOException {
        lab("start", "1");
        assertEquals("alice\n", Files.readString(desk.resolve("seed.txt")));
        Files.writeString(desk.resolve("seed.txt"), "bob\n");
        Said other = lab("check", "1");
        assertEquals(2, other.exitCode);
        assertTrue(other.text.contains("were begun with another seed: bob"), other.text);
    }

    @Test
    void an_account_that_everybody_has_is_told_apart_by_the_machine() throws IOException {
        Path one = Files.writeString(folder.resolve("one"), "4f2a\n");
        Path other = Files.writeString(folder.resolve("other"), "4f2b\n");
        assertEquals("alice", WhoseName.of("alice", one));
        assertTrue(WhoseName.of("vagrant", one).matches("vagrant-[0-9a-f]{8}"));
        assertNotEquals(WhoseName.of("root", one), WhoseName.of("root", other));
        assertEquals("root", WhoseName.of("root", folder.resolve("none")));
    }

    @Test
    void what_makes_no_sense_is_a_usage_error() {
        assertEquals(2, lab("check", "7").exitCode);
        assertEquals(2, lab("check", "1").exitCode);
        assertEquals(2, lab("check").exitCode);
        assertEquals(2, lab("submit").exitCode);
        assertEquals(2, lab("check", "--format=pdf").exitCode);
    }

    @Test
    @RootTest
    void check_says_by_its_exit_code_what_became_of_it() throws IOException {
        lab("start", "1");
        Said unanswered = lab("check", "1");
        assertEquals(1, unanswered.exitCode);
        assertTrue(unanswered.text.contains("got: none yet") && !unanswered.text.contains("learnc") && !unanswered.text.contains("name of the course"), unanswered.text);

        answer("word: docker\nmore:\n");
        Said wrong = lab("check", "1");
        assertEquals(1, wrong.exitCode);
        assertTrue(wrong.text.contains("✗ The word is right.  (0 of 3)") && wrong.text.contains("why: It is the name of the course."), wrong.text);
        assertTrue(wrong.text.contains("not looked at, because 'word' comes first"), wrong.text);

        answer("word: learnc\nmore: broken check\n");
        Said error = lab("check", "1");
        assertTrue(error.exitCode == 3 && error.text.contains("! There is more.") && error.text.contains("oops") && error.text.contains("3 of 4 points"), error.toString());

        answer("word: learnc\nmore: yes\n");
        assertEquals(0, lab("check").exitCode, "every lab that was started");
        assertTrue(Files.readString(desk.resolve("progress.txt")).contains("attempts=4 best=4"));
        assertTrue(lab("next").text.contains("= The title of 02-two"), "the next one that is not passed");
        assertTrue(lab("solution", "1").text.contains("word: learnc"));
    }

    @Test
    @RootTest
    void a_machine_that_lacks_something_says_what() {
        lab("start", "2");
        Said said = lab("check", "2");
        assertTrue(said.exitCode == 3 && said.text.contains("the controller 'no-such-controller'") && said.text.contains("the program 'no-such-program'"), said.toString());
        assertTrue(lab("ls").text.contains("not on this machine"));
    }

    @Test
    @RootTest
    void reports_go_into_a_file_in_the_form_that_was_asked_for() throws IOException {
        lab("start", "1");
        Path file = folder.resolve("labs.xml");
        Said said = lab("check", "1", "--format=junit", "-o", file.toString());
        assertTrue(said.exitCode == 1 && !said.text.contains("testsuite"), said.toString());
        assertTrue(Files.readString(file).contains("<testsuite name=\"01-one\" tests=\"2\" failures=\"2\""));
        assertFalse(Files.exists(folder.resolve("boxes")) && folder.resolve("boxes").toFile().list().length > 0);
    }

    @RootTest
    @Test
    void the_folder_of_a_report_is_made_and_a_folder_is_no_report() throws IOException {
        lab("start", "1");
        Path file = folder.resolve("reports/today/results.json");
        assertEquals(1, lab("check", "1", "--format=gradescope", "-o", file.toString()).exitCode());
        assertTrue(Files.readString(file).contains("\"max_score\" : 3"));
        Said refused = lab("check", "1", "-o", folder.resolve("reports").toString());
        assertTrue(refused.exitCode() == 2 && refused.text().contains("it is a folder"), refused.text());
    }

    @RootTest
    @Test
    void a_job_summary_for_github_goes_to_standard_output_too() throws IOException {
        lab("start", "1");
        Said said = lab("check", "1", "--format=github");
        assertTrue(said.text().contains("### 01 The title of 01-one: 0 of 4 points") && said.text().contains("| ❌ | The word is right. | 0 of 3 |"), said.text());
    }

    /// The check itself plays the student, who saves the file while it runs.
    @RootTest
    @Test
    void watch_sees_what_is_saved_while_it_checks_and_ends_when_everything_is_right() throws IOException {
        lab("start", "1");
        Path answers = desk.resolve("01-one/answers.txt");
        Files.setLastModifiedTime(answers, FileTime.fromMillis(0));
        Path check = labs.resolve("01-one/Check.java");
        Files.writeString(check, Files.readString(check).replace("void check(Trial trial) {", "void check(Trial trial) throws java.io.IOException {\n"
                + "java.nio.file.Files.writeString(java.nio.file.Path.of(\"" + answers + "\"), \"word: learnc\\nmore: yes\\n\");"));
        Said said = lab("check", "1", "--watch");
        assertEquals(0, said.exitCode());
        assertTrue(said.text().contains("waiting for a change") && said.text().contains("4 of 4 points"), said.text());
    }

    @RootTest
    @Test
    void a_check_that_does_not_compile_is_told_and_leaves_nothing() throws IOException {
        Files.writeString(labs.resolve("01-one/Check.java"), "void check() { no }");
        Said said = lab("selftest");
        assertTrue(said.exitCode() == 1 && said.text().contains("✗ 01-one: ") && said.text().contains("does not compile") && said.text().contains("✗ 02-two: "), said.text());
        assertEquals(0, folder.resolve("boxes").toFile().list().length);
    }
}
