package learnc.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import learnc.lessons.cell.Answer;
import learnc.lessons.cell.Cells;
import learnc.lessons.kit.StartUp;
import learnc.runtime.LearncProcess;
import learnc.runtime.RootTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What cells may do, and what they may not.
@RootTest
@Timeout(300)
class CellsTest {

    private static final Path SANDBOXES = Path.of("/run/learnc-test-cells-" + ProcessHandle.current().pid());
    private static final Cells CELLS = new Cells(SANDBOXES, StartUp.statements(), List.of());

    @AfterAll
    static void close() throws IOException {
        CELLS.kill();
        CELLS.close();
        Files.delete(SANDBOXES);
    }

    private static String value(String cell) {
        Answer answer = CELLS.run(cell);
        assertNull(answer.brokenPromise(), answer::brokenPromise);
        return answer.parts().getLast().value();
    }

    @Test
    void a_cell_sees_what_those_before_it_have_declared() {
        value("int six = 6");
        value("int twice(int number) {\n    return 2 * number;\n}");
        assertEquals("12", value("twice(six)"));
    }

    @Test
    void semicolons_at_the_end_of_a_line_may_be_left_out_and_a_chain_may_go_on_in_the_next() {
        Answer answer = CELLS.run("1 + 1\nList.of(1, 2)\n  .size()\nint a = 1; int b = 2\na + b");
        assertEquals(List.of("2", "2", "1", "2", "3"), answer.parts().stream().map(Answer.Part::value).toList());
    }

    @Test
    void a_promise_that_is_not_kept_is_told() {
        assertNull(CELLS.run("2 + 2 // => 4").brokenPromise());
        assertTrue(CELLS.run("2 + 2 // => 5").brokenPromise().startsWith("promised 5, got 4"));
        assertNull(CELLS.run("\"abcdef\" // => \"ab…ef\"").brokenPromise());
        assertNotNull(CELLS.run("\"abcdef\" // => \"ab…x\"").brokenPromise());
        assertNull(CELLS.run("host.chdir(\"/nowhere\") // => ! ENOENT").brokenPromise());
        assertNotNull(CELLS.run("host.chdir(\"/\") // => ! ENOENT").brokenPromise());
        assertNotNull(CELLS.run("host.chdir(\"/nowhere\")").brokenPromise());
    }

    @Test
    void what_the_compiler_complains_about_is_found_in_the_cell() {
        Answer answer = CELLS.run("int good = 1\nint bad = \"text\"");
        Answer.Trouble trouble = answer.parts().getLast().failure();
        assertTrue(trouble.isOfCompiler());
        assertEquals("\"text\"", "int good = 1\nint bad = \"text\"".substring(trouble.from(), trouble.to()));
    }

    @Test
    void all_cells_run_on_one_thread_so_a_namespace_that_is_entered_stays() {
        value("host.unshare(CLONE_NEWUTS)");
        value("host.sethostname(\"only-here\")");
        assertEquals("\"only-here\"", value("read(\"/proc/sys/kernel/hostname\").strip()"));
    }

    @Test
    void what_a_container_prints_belongs_to_the_cell_that_ran_it() {
        Answer answer = CELLS.run("learnc(\"run\", \"--network\", \"none\", \"learnc/shell\", \"echo\", \"hello\") // => 0");
        assertNull(answer.brokenPromise(), answer::brokenPromise);
        assertTrue(answer.output().endsWith("hello\n"), answer.output());
    }

    @Test
    void an_endless_cell_is_interrupted_and_what_was_declared_stays() throws Exception {
        value("int kept = 7");
        CompletableFuture<Answer> endless = inParallel(() -> CELLS.run(
                "for (boolean isNew = new java.io.File(System.getProperty(\"learnc.lesson.folder\"), \"shared/begun\").createNewFile(); ; ) { Thread.onSpinWait(); }"));
        while (!hasBegun()) {
            assertFalse(endless.isDone(), "it has ended by itself");
            TimeUnit.MILLISECONDS.sleep(10);
        }
        // Once: a second one could come so late that it meets the next cell.
        CELLS.stop();
        assertFalse(endless.get(200, TimeUnit.SECONDS).isLost());
        assertEquals("7", value("kept"));
    }

    /// Whether a cell has made the file that tells it.
    private static boolean hasBegun() throws IOException {
        try (Stream<Path> folders = Files.list(SANDBOXES)) {
            return folders.anyMatch(folder -> Files.exists(folder.resolve("begun")));
        }
    }

    /// The common pool has one thread on two processors, and others need it.
    private static CompletableFuture<Answer> inParallel(Supplier<Answer> cell) {
        return CompletableFuture.supplyAsync(cell, Thread::startVirtualThread);
    }

    @Test
    void a_cell_that_catches_everything_is_killed_and_the_next_begins_anew() throws Exception {
        try (var cells = new Cells(SANDBOXES, StartUp.statements(), List.of())) {
            cells.run("int lost = 1");
            CompletableFuture<Answer> stubborn = inParallel(() -> cells.run("while (true) { try { Thread.sleep(10); } catch (Throwable all) { } }"));
            while (!stubborn.isDone()) {
                cells.kill();
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertTrue(stubborn.get().isLost());
            assertEquals("3", cells.run("1 + 2").parts().getFirst().value());
            assertTrue(cells.run("lost").parts().getFirst().failure().isOfCompiler());
        }
    }

    @Test
    void a_script_that_is_not_there_is_told_before_anything_is_started() throws Exception {
        Process jshell = LearncProcess.start("jshell", "/no/such.jsh");
        assertEquals("learnc: there is no script /no/such.jsh that can be read\n  try: the path of a file with Java statements, or - for standard input\n",
                new String(jshell.getErrorStream().readAllBytes()));
        assertEquals(125, jshell.waitFor());
    }

    @Test
    void system_exit_ends_the_cells_machine_and_not_learnc() {
        try (var cells = new Cells(SANDBOXES, StartUp.statements(), List.of())) {
            assertTrue(cells.run("System.exit(3)").isLost());
            assertEquals("2", cells.run("1 + 1").parts().getFirst().value());
        }
    }

    @Test
    void a_gigabyte_of_output_is_cut_and_said_so() {
        try (var cells = new Cells(SANDBOXES, StartUp.statements(), List.of())) {
            String output = cells.run("var line = \"x\".repeat(1 << 20); for (int i = 0; i < 64; i++) System.out.print(line)").output();
            assertTrue(output.length() < (1 << 20) + 100 && output.endsWith(" bytes more"), () -> output.length() + "");
        }
    }

    @Test
    void a_cell_cannot_harm_the_machine() throws IOException {
        try (var cells = new Cells(SANDBOXES, StartUp.statements(), List.of())) {
            String name = Files.readString(Path.of("/proc/sys/kernel/hostname"));
            assertNull(cells.run("host.sethostname(\"harmed\")").brokenPromise());
            assertEquals(name, Files.readString(Path.of("/proc/sys/kernel/hostname")));
            assertNull(cells.run("write(\"/etc/harm\", \"x\") // => ! EROFS").brokenPromise());
            assertNull(cells.run("set(\"/proc/sys/kernel/panic\", \"1\") // => ! EROFS").brokenPromise());
            assertNull(cells.run("sh(\"touch /tmp/learnc-harm && ls /tmp/learnc-harm\") // => \"/tmp/learnc-harm\"").brokenPromise());
            assertTrue(Files.notExists(Path.of("/tmp/learnc-harm")));
            assertNull(cells.run("sh(\"umount -a; rm -rf /etc /usr 2>/dev/null; echo tried\") // => \"…tried\"").brokenPromise());
            assertTrue(Files.exists(Path.of("/etc/passwd")) && Files.exists(Path.of("/usr/bin/env")));
        }
    }
}
