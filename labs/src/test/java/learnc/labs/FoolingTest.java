package learnc.labs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import learnc.labs.box.Bounds;
import learnc.labs.box.Boxes;
import learnc.labs.check.Finding;
import learnc.labs.grade.Grader;
import learnc.labs.grade.Report;
import learnc.labs.progress.Progress;
import learnc.labs.text.Lab;
import learnc.labs.text.Seed;
import learnc.runtime.RootTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a student's file may try, and does not get: points, the machine, or the grader.
@RootTest
@Timeout(300)
class FoolingTest {

    private static final Path LABS = Path.of("").toAbsolutePath();
    private static final Lab LAB = Lab.read(LABS.resolve("04-limits"));
    private static final Path BOXES = Path.of("/run/learnc-test-fooling-" + ProcessHandle.current().pid());
    private static final int SHORT_SECONDS = 20;

    @TempDir
    Path folder;
    private Path work;
    private Path traces;

    @BeforeEach
    void makeFolders() throws IOException {
        work = Files.createDirectories(folder.resolve("student/04-limits"));
        traces = folder.resolve("traces");
        Files.createDirectories(BOXES);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(BOXES)) {
            assertEquals(List.of(), left.toList());
        }
        Files.delete(BOXES);
    }

    /// The student's file is a stage cgroups with this body.
    private Report graded(String body, Bounds bounds) throws IOException {
        Files.writeString(work.resolve("MyCgroups.java"), """
                import java.lang.reflect.*;
                import java.nio.file.*;
                import java.util.*;
                import learnc.runtime.kernel.*;
                import learnc.runtime.own.*;
                import learnc.runtime.spec.*;

                Cgroup confine(Kernel host, Ledger ledger, Init init, ContainerRequest request) throws Exception {
                    %s
                }
                """.formatted(body));
        return grade(bounds);
    }

    private Report graded(String body) throws IOException {
        return graded(body + "\nreturn new Cgroup(List.of(), List.of());", Bounds.USUAL);
    }

    private Report grade(Bounds bounds) {
        return grade(LAB, bounds);
    }

    private Report grade(Lab lab, Bounds bounds) {
        return new Grader(new Boxes(BOXES, List.of(LABS, folder.resolve("student"))), bounds).grade(lab, work, traces, new Seed("mallory"));
    }

    /// Another lab, with the student's file of its stage.
    private Report graded(String lab, String file, String method) throws IOException {
        Files.writeString(work.resolve(file), """
                import java.util.*;
                import learnc.runtime.kernel.*;
                import learnc.runtime.spec.*;
                import learnc.runtime.stage.cgroups.*;
                import learnc.runtime.stage.exec.*;
                import learnc.runtime.stage.namespaces.*;
                import learnc.runtime.stage.unpack.*;

                """ + method);
        return grade(Lab.read(LABS.resolve(lab)), Bounds.USUAL);
    }

    private static void assertTold(String words, Report report) {
        assertEquals(0, report.score());
        assertFalse(report.hasErrors(), "the student's fault, not the grader's");
        assertTrue(report.findings().stream().allMatch(finding -> finding.got().contains(words)), () -> report.findings().getFirst().got());
    }

    /// The container ran, but nothing was limited.
    private static void assertNotFooled(Report report) {
        for (String id : List.of("inside", "limit", "order", "undone")) {
            assertEquals(Finding.Outcome.FAIL, report.finding(id).outcome(), () -> id + ": " + report.finding(id).words());
        }
    }

    @Test
    void a_file_that_does_not_compile_is_told_with_its_line() throws IOException {
        assertTold("MyCgroups.java:9", graded("int six = \"six\";"));
    }

    @Test
    void a_program_that_never_ends_is_ended() throws IOException {
        assertTold("it ran longer than " + SHORT_SECONDS + " seconds", graded("while (true) { }", Bounds.USUAL.within(SHORT_SECONDS)));
    }

    @Test
    void a_program_that_deletes_what_it_can_reach_reaches_nothing_of_the_host() throws IOException {
        Path treasure = Files.createDirectories(Path.of("/var/tmp/learnc-test-treasure-" + ProcessHandle.current().pid()));
        Path inTmp = Files.writeString(folder.resolve("precious"), "precious");
        Path file = Files.writeString(treasure.resolve("precious"), "precious");
        try {
            assertNotFooled(graded("new ProcessBuilder(\"rm\", \"-rf\", \"" + treasure + "\", \"" + folder + "\", \"" + BOXES + "\").start().waitFor();"));
            assertEquals("precious", Files.readString(file));
            assertEquals("precious", Files.readString(inTmp));
        } finally {
            Files.deleteIfExists(file);
            Files.delete(treasure);
        }
    }

    @Test
    void a_program_that_opens_a_thousand_processes_gets_no_more_than_its_share() throws IOException {
        Report report = graded("for (int i = 0; i < 1000; i++) { new ProcessBuilder(\"sleep\", \"100000\").start(); }");
        // Java says it in two ways: no process, or no thread to wait for one.
        assertTold("esource", report);
    }

    @Test
    void a_program_that_only_prints_what_is_expected_wins_nothing() throws IOException {
        assertTold("was never executed", graded("System.out.println(\"10 of 10 points\"); System.out.flush(); Runtime.getRuntime().halt(7);"));
    }

    @Test
    void an_exit_code_of_its_own_choice_wins_nothing() throws IOException {
        assertTold("was never executed", graded("System.exit(0);"));
    }

    @Test
    void a_stage_that_puts_a_lying_door_in_front_of_the_kernel_fools_only_its_own_machine() throws IOException {
        assertNotFooled(graded("""
                Field field = Kernel.class.getDeclaredField("door");
                field.setAccessible(true);
                Door real = (Door) field.get(host);
                field.set(host, (Door) java.lang.reflect.Proxy.newProxyInstance(Door.class.getClassLoader(), new Class<?>[] {Door.class}, (proxy, method, arguments) -> {
                    boolean isLie = method.getName().equals("pass") && arguments[0].toString().contains("learnc-");
                    return isLie ? Long.valueOf(0) : method.invoke(real, arguments);
                }));
                String group = "/sys/fs/cgroup/memory/learnc-" + request.id();
                host.mkdirat(OpenFlags.AT_FDCWD, group, 0755);
                """));
    }

    @Test
    void another_progress_file_changes_nothing() throws IOException {
        var progress = new Progress(folder.resolve("student"));
        progress.note(LAB.id(), done -> done.startedOn("2026-01-01"));
        Report report = graded("try { Files.writeString(Path.of(\"" + progress.file() + "\"), \"04-limits: best=10 passed=2026-01-01\"); } catch (java.io.IOException refused) { }");
        assertNotFooled(report);
        assertEquals(0, progress.of(LAB.id()).best());
    }

    @Test
    void the_trace_of_the_witness_is_out_of_reach() throws IOException {
        assertNotFooled(graded("try { Files.writeString(Path.of(\"" + traces.resolve("run-1.jsonl") + "\"), \"forged\"); } catch (java.io.IOException refused) { }"));
        assertFalse(Files.readString(traces.resolve("run-1.jsonl")).startsWith("forged"));
    }

    @Test
    void the_grader_cannot_be_killed() throws IOException {
        long grader = ProcessHandle.current().pid();
        assertNotFooled(graded("try { host.kill(" + grader + ", 9); } catch (KernelRefusal refusal) { }"));
    }

    @Test
    void a_report_that_is_forged_on_standard_output_is_only_output() throws IOException {
        assertNotFooled(graded("System.out.println(\"{\\\"schema\\\":\\\"learnc-lab-report\\\",\\\"score\\\":10}\\n✓ limit (3 of 3)\\n10 of 10 points\");"));
    }

    @Test
    void a_link_to_the_solution_is_not_followed() throws IOException {
        Files.createSymbolicLink(work.resolve("MyCgroups.java"), LAB.solution().resolve("MyCgroups.java"));
        assertTold("MyCgroups.java is not there, or is no plain file", grade(Bounds.USUAL));
    }

    @Test
    void the_solution_cannot_be_read_and_used() throws IOException {
        Report report = graded("""
                Path solution = Path.of("%s");
                if (Files.exists(solution)) {
                    Object its = new Source("MyCgroups.java", Files.readString(solution)).compiled().getDeclaredConstructor().newInstance();
                    Method method = Arrays.stream(its.getClass().getDeclaredMethods()).filter(one -> one.getName().equals("confine")).findFirst().get();
                    method.setAccessible(true);
                    return (Cgroup) method.invoke(its, host, ledger, init, request);
                }
                """.formatted(LAB.solution().resolve("MyCgroups.java")));
        assertNotFooled(report);
    }

    @Test
    void output_without_end_is_cut_and_told() throws IOException {
        assertTold("it wrote more than 1024 KiB", graded("while (true) { System.out.println(\"learnc \".repeat(1000)); }", Bounds.USUAL));
    }

    @Test
    void learnc_s_own_stage_cgroups_is_not_taken_for_the_student_s() throws IOException {
        assertNotTheStudents(graded("04-limits", "MyCgroups.java", """
                Cgroup confine(Kernel host, Ledger ledger, Init init, ContainerRequest request) {
                    return new Cgroups(host, ledger).confine(init, request);
                }
                """), "learnc's own stage");
    }

    @Test
    void learnc_s_own_stage_unpack_is_not_taken_for_the_student_s() throws IOException {
        assertNotTheStudents(graded("06-layers", "MyUnpack.java", """
                Rootfs rootfs(Kernel host, Inits inits, Places places, Ledger ledger, Image image, ContainerRequest request) {
                    return new Unpack(host, inits, places, ledger).rootfs(image, request);
                }
                """), "/layers/");
    }

    @Test
    void learnc_s_own_stage_namespaces_is_not_taken_for_the_student_s() throws IOException {
        assertNotTheStudents(graded("07-namespaces", "MyNamespaces.java", """
                Init init(Kernel host, Inits inits, Places places, Ledger ledger, Rootfs rootfs, ContainerRequest request) {
                    return new Namespaces(host, inits, ledger, places).init(rootfs, request);
                }
                """), "learnc's own stage");
    }

    @Test
    void learnc_s_own_stage_exec_is_not_taken_for_the_student_s() throws IOException {
        assertNotTheStudents(graded("09-exec", "MyExec.java", """
                Session start(Kernel host, Init init, ImageConfig image, ContainerRequest request) {
                    return new Exec(host).start(init, image, request);
                }
                """), "learnc's own stage");
    }

    private static void assertNotTheStudents(Report report, String words) {
        assertEquals(0, report.score());
        assertFalse(report.hasErrors());
        assertTrue(report.finding("runs").got().contains(words), report.finding("runs")::words);
        assertTrue(report.findings().getLast().got().contains("'runs' comes first"), report.findings().getLast()::words);
    }

    @Test
    void words_in_the_name_of_the_grader_s_own_script_win_nothing() throws IOException {
        String believing = Files.readString(LABS.resolve("05-pull/task/MyPull.java")).replace("    try (var _ = store.use()) {", """
                    String forged = "code of honest: 7\\ncode of changed-manifest: 125\\ncode of changed-configuration: 125\\ncode of changed-layer: 125\\n";
                    ProcessHandle.current().parent().ifPresent(parent -> {
                        try {
                            java.nio.file.Files.writeString(java.nio.file.Path.of("/proc/" + parent.pid() + "/fd/1"), forged);
                        } catch (java.io.IOException refused) {
                            System.out.print(forged);
                        }
                    });
                    try (var _ = store.use()) {""");
        Files.writeString(work.resolve("MyPull.java"), believing);
        Report report = grade(Lab.read(LABS.resolve("05-pull")), Bounds.USUAL);
        for (String id : List.of("manifest", "configuration", "layer")) {
            assertEquals(Finding.Outcome.FAIL, report.finding(id).outcome(), id);
        }
    }

    @Test
    void a_process_beside_the_container_is_not_taken_for_its_program() throws IOException {
        Report report = graded("09-exec", "MyExec.java", """
                Session start(Kernel host, Init init, ImageConfig image, ContainerRequest request) throws Exception {
                    var words = new ArrayList<>(List.of("setpriv", "--reuid=4321", "--regid=4300", "--groups=4300,4301", "--bounding-set=-all", "--no-new-privs", "sleep", "1000"));
                    new ProcessBuilder(words).start();
                    init.inside().execve("/bin/keeper", Program.of(image, request).command(), List.of("PATH=/nowhere:/bin"));
                    return new Session(host, init);
                }
                """);
        assertEquals(Finding.Outcome.PASS, report.finding("words").outcome(), report.finding("words")::words);
        for (String id : List.of("environment", "order", "user", "powers", "locked", "first")) {
            assertEquals(Finding.Outcome.FAIL, report.finding(id).outcome(), id);
        }
    }

    @Test
    void a_daemon_ends_with_the_box() throws IOException {
        String mark = "4711" + System.nanoTime();
        assertNotFooled(graded("new ProcessBuilder(\"setsid\", \"sh\", \"-c\", \"sleep " + mark + " & sleep " + mark + " &\").start().waitFor();"));
        assertTrue(ProcessHandle.allProcesses().noneMatch(process -> process.info().commandLine().orElse("").contains(mark)));
    }

    @Test
    void a_process_that_is_not_the_student_s_is_out_of_sight() throws IOException {
        Report report = graded("""
                long graders = ProcessHandle.allProcesses().filter(its -> its.info().commandLine().orElse("").contains("%s")).count();
                if (graders >= 0) { throw new IllegalStateException("I see " + graders + " graders"); }
                """.formatted(ProcessHandle.current().info().arguments().map(words -> words[words.length - 1]).orElse("surefire")));
        assertTold("I see 0 graders", report);
    }
}
