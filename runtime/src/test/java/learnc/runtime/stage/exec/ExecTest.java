package learnc.runtime.stage.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import learnc.runtime.RootTest;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Signal;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Rights;
import learnc.runtime.stage.Box;
import learnc.runtime.stage.BoxMain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@RootTest
@Timeout(300)
class ExecTest {

    private final Box box = new Box();

    @AfterEach
    void remove() {
        box.close();
    }

    @Test
    void the_exit_code_is_the_programs_own() {
        assertEquals(7, box.run("sh", "-c", "exit 7"));
    }

    @Test
    void a_program_that_a_signal_ends_has_128_more_than_the_signal() {
        assertEquals(128 + 9, box.run("sh", "-c", "sh -c 'kill -9 $$'; exit $?"));
    }

    @Test
    void the_environment_is_only_what_was_given() {
        box.imageEnvironment = List.of("A=image", "B=image");
        box.environment = List.of("B=user");
        box.hostname = "box";
        box.write("/etc/passwd", "root:x:0:0::/root:/bin/sh\n");
        assertEquals("A=image\nB=user\nHOME=/root\nHOSTNAME=box\nPATH=" + Environment.DEFAULT_PATH + "\nPWD=/\nSHLVL=1\n", box.sh("env | sort"));
    }

    @Test
    void arguments_arrive_whole() throws IOException {
        box.run("sh", "-c", "for a; do echo \"<$a>\"; done >/out/text", "name", "a b", "", "c\nd", "é");
        assertEquals("<a b>\n<>\n<c\nd>\n<é>\n", Files.readString(box.out.resolve("text")));
    }

    @Test
    void a_user_of_the_image_has_its_number_groups_home_and_no_capability() {
        box.write("/etc/passwd", "ann:x:1000:100::/home/ann:/bin/sh\n");
        box.write("/etc/group", "users:x:100:\nwheel:x:10:ann\n");
        box.user = "ann";
        box.furtherGroups = List.of("77");
        assertEquals("""
                uid=1000(ann) gid=100(users) groups=10(wheel),77,100(users)
                /home/ann
                CapInh:	0000000000000000
                CapPrm:	0000000000000000
                CapEff:	0000000000000000
                CapBnd:	00000000a80425fb
                CapAmb:	0000000000000000
                """, box.sh("id; echo $HOME; grep Cap /proc/self/status"));
    }

    @Test
    void root_has_dockers_capabilities_and_cannot_gain_more() {
        assertEquals("""
                CapInh:	0000000000000000
                CapPrm:	00000000a80425fb
                CapEff:	00000000a80425fb
                CapBnd:	00000000a80425fb
                CapAmb:	0000000000000000
                NoNewPrivs:	1
                """, box.sh("grep -E 'Cap|NoNew' /proc/1/status"));
    }

    @Test
    void dropping_all_leaves_a_root_without_power() {
        box.rights = new Rights(List.of(), List.of("ALL"), true);
        assertEquals("CapPrm:\t0000000000000000\nCapBnd:\t0000000000000000\nNoNewPrivs:\t0\n", box.sh("grep -E 'CapPrm|CapBnd|NoNew' /proc/1/status"));
    }

    @Test
    void signals_are_free_and_have_their_default_effect() {
        // Not by the shell, which ignores signals of its own accord.
        assertEquals(0, box.run("dd", "if=/proc/self/status", "of=/out/text", "status=none"));
        assertTrue(box.text().contains("\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n"), box.text());
    }

    @Test
    void only_the_three_standard_streams_are_open() {
        assertEquals("0 /dev/null\n1 /out/text\n2 /out/text\n", box.sh("for f in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do"
                + " test -e /proc/1/fd/$f -o -L /proc/1/fd/$f && echo $f $(readlink /proc/1/fd/$f); done; true"));
    }

    @Test
    void a_working_directory_that_is_missing_is_made() {
        box.workingDirectory = "/a/b/c";
        assertEquals("/a/b/c\n755 0:0\n", box.sh("readlink /proc/1/cwd; stat -c '%a %u:%g' /a/b/c"));
    }

    @Test
    void a_program_that_is_not_there_is_127_with_one_message() {
        Failure failure = assertThrows(Failure.class, () -> box.run("nosuch"));
        assertEquals(127, failure.exitCode());
        assertTrue(failure.getMessage().startsWith("cannot execute \"nosuch\": executable file not found in $PATH\n"), failure.getMessage());
        assertEquals(127, assertThrows(Failure.class, () -> box.run("/no/such")).exitCode());
        assertEquals(127, assertThrows(Failure.class, () -> box.run("")).exitCode());
    }

    @Test
    void too_many_and_too_long_arguments_are_126_and_told_alike() {
        for (String[] words : List.of(new String[] {"true", "x".repeat(131_072)}, "true ".repeat(200_000).split(" "))) {
            Failure failure = assertThrows(Failure.class, () -> box.run(words));
            assertEquals(126, failure.exitCode());
            assertTrue(failure.getMessage().startsWith("cannot execute \"true\": argument list too long\n"), failure.getMessage());
        }
    }

    @Test
    void a_file_that_may_not_be_executed_is_126() {
        box.write("/bin/plain", "#!/bin/sh\n");
        Failure failure = assertThrows(Failure.class, () -> box.run("plain"));
        assertEquals(126, failure.exitCode());
        assertTrue(failure.getMessage().startsWith("cannot execute \"plain\": permission denied\n"), failure.getMessage());
        assertEquals(126, assertThrows(Failure.class, () -> box.run("/bin/plain")).exitCode());
        assertEquals(126, assertThrows(Failure.class, () -> box.run("/bin")).exitCode());
    }

    @Test
    void a_file_without_a_format_is_126_and_a_missing_interpreter_127() throws IOException {
        executable("/bin/odd", "no program\n");
        Failure odd = assertThrows(Failure.class, () -> box.run("odd"));
        assertEquals(126, odd.exitCode());
        assertTrue(odd.getMessage().contains("exec format error"), odd.getMessage());
        executable("/bin/orphan", "#!/no/such/interpreter\n");
        Failure orphan = assertThrows(Failure.class, () -> box.run("orphan"));
        assertEquals(127, orphan.exitCode());
        assertTrue(orphan.getMessage().contains("the interpreter or the loader"), orphan.getMessage());
    }

    private void executable(String path, String content) throws IOException {
        Path file = box.write(path, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void another_user_may_not_execute_what_only_root_may() throws IOException {
        Files.setPosixFilePermissions(box.write("/bin/roots", "#!/bin/sh\n"), PosixFilePermissions.fromString("rwx------"));
        box.user = "1000";
        assertEquals(126, assertThrows(Failure.class, () -> box.run("roots")).exitCode());
    }

    @Test
    void the_first_program_leads_its_own_session_with_umask_022_and_score_0() {
        assertEquals("1 1\n0022\n0\n", box.sh("cut -d' ' -f5,6 /proc/1/stat; umask; cat /proc/1/oom_score_adj"));
    }

    @Test
    void an_unknown_user_is_told_before_anything_runs() {
        box.user = "ghost";
        Failure failure = assertThrows(Failure.class, () -> box.run("true"));
        assertTrue(failure.getMessage().startsWith("unable to find user ghost: no matching entries in passwd file"), failure.getMessage());
    }

    @Test
    void a_signal_to_learnc_reaches_the_program() throws Exception {
        var request = box.request("sh", "-c", "trap 'echo usr1 >/out/text; exit 3' WINCH; echo >/out/ready; while true; do sleep 0.02; done");
        Init init = box.init();
        Session session = new Exec(box.linux.host()).start(init, box.config(), request);
        while (!Files.exists(box.out.resolve("ready"))) {
            Thread.onSpinWait();
        }
        sun.misc.Signal.raise(new sun.misc.Signal("WINCH"));
        assertEquals(3, box.await(init, session));
        assertEquals("usr1\n", box.text());
    }

    @Test
    void process_number_one_ignores_signals_that_it_does_not_handle() {
        Init init = box.init();
        var request = box.request("sh", "-c", "kill -TERM 1; kill -KILL 1; exit 5");
        assertEquals(5, box.finish(init, request));
        assertEquals(9, Signal.SIGKILL.number());
    }

    @Test
    void what_learnc_was_told_to_ignore_the_program_does_not() throws Exception {
        var learnc = BoxMain.process("shell", "-", "", "exec dd if=/proc/self/status 2>/dev/null");
        ignoring("HUP PIPE", learnc);
        Process process = learnc.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String status = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        String ignored = status.lines().filter(line -> line.startsWith("SigIgn:")).findFirst().orElseThrow().substring(8).strip();
        assertEquals(0, Long.parseUnsignedLong(ignored, 16) & 0x1001, ignored);
    }

    /// As nohup does it; after the words that set every signal to its default.
    private static void ignoring(String signals, ProcessBuilder learnc) {
        learnc.command().addAll(2, List.of("sh", "-c", "trap '' " + signals + "; exec \"$@\"", "sh"));
    }

    @Test
    void a_hang_up_that_learnc_was_told_to_ignore_is_not_handed_on() throws Exception {
        var ignoring = BoxMain.process("shell", "-", "", "trap 'echo hung up' HUP; trap 'echo end; exit 4' TERM; echo ready; while true; do sleep 0.02; done");
        ignoring("HUP", ignoring);
        Process learnc = ignoring.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var output = learnc.inputReader()) {
            assertEquals("ready", output.readLine());
            for (String name : List.of("HUP", "TERM")) {
                new ProcessBuilder("kill", "-" + name, Long.toString(learnc.pid())).start().waitFor();
            }
            assertEquals("end", output.readLine());
            assertEquals(4, learnc.waitFor());
        }
    }

    @Test
    void another_user_may_open_the_pipe_that_is_its_standard_output() throws Exception {
        Process process = BoxMain.process("shell", "-", "1000", "echo hello >/dev/stdout").redirectErrorStream(true).start();
        assertEquals("hello\n", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, process.waitFor());
    }

    @Test
    void with_i_the_program_reads_what_learnc_is_given_and_without_it_nothing() throws Exception {
        for (String terminal : List.of("i", "-")) {
            Process process = BoxMain.process("shell", terminal, "", "cat; echo end").redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (var input = process.outputWriter()) {
                input.write("given\n");
            }
            assertEquals(terminal.equals("i") ? "given\nend\n" : "end\n", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            assertEquals(0, process.waitFor());
        }
    }

    @Test
    void every_signal_that_is_handed_on_arrives() throws Exception {
        var names = List.of("HUP", "INT", "USR1", "USR2", "ALRM", "CONT", "WINCH", "TERM");
        var script = new StringBuilder();
        names.forEach(name -> script.append("trap 'echo ").append(name).append("' ").append(name).append("; "));
        Process learnc = BoxMain.process("shell", "-", "", script + "echo ready; while true; do sleep 0.02; done").start();
        try (var output = learnc.inputReader()) {
            assertEquals("ready", output.readLine());
            for (String name : names) {
                new ProcessBuilder("kill", "-" + name, Long.toString(learnc.pid())).start().waitFor();
                assertEquals(name, output.readLine());
            }
        } finally {
            learnc.children().filter(child -> child.info().command().orElse("").contains("busybox")).forEach(ProcessHandle::destroyForcibly);
            assertEquals(137, learnc.waitFor());
        }
    }
}
