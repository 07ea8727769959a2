package learnc.runtime.cli;

import static learnc.runtime.Needed.needed;
import static learnc.runtime.Needed.neededProgram;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import learnc.runtime.BusyboxImage;
import learnc.runtime.LearncProcess;
import learnc.runtime.RootTest;
import learnc.runtime.spec.Places;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.JsonReader;
import learnc.runtime.trace.StraceWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `learnc run --trace-payload`: a program that is watched does what it does when nobody looks. That the record is true is shown by
/// `PayloadWitnessTest`.
@RootTest
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TracePayloadTest {

    private static final List<String> LIBRARIES = List.of("-v", "/usr:/usr:ro", "-v", "/lib:/lib:ro", "-v", "/lib64:/lib64:ro");

    /// What a child does next happens while its parent waits for it.
    private static final String UNTIL_THE_FIRST_WAITS = "until grep -q '^State:.S' /proc/1/status; do :; done";

    @TempDir
    Path folder;

    private Places places;
    private Path trace;

    private record Ended(int exitCode, String out, String err) {
    }

    @BeforeEach
    void putImage() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        places = new Places(folder + "/root", folder + "/run");
        trace = folder.resolve("trace.jsonl");
        BusyboxImage.putInto(places);
    }

    @AfterEach
    void cleanUp() throws IOException, InterruptedException {
        learnc("cleanup");
    }

    @Test
    void the_exit_code_and_the_signal_that_ends_a_program_reach_learnc() throws IOException, InterruptedException {
        assertEquals(7, sh("exit 7").exitCode());
        assertEquals(127, run(List.of(), "no-such-program").exitCode());
        assertEquals("137\n", sh("sh -c 'kill -9 $$'; echo $?").out());
        Process process = start("run", "--network", "none", "--trace-payload", BusyboxImage.NAME, "sh", "-c", "trap 'exit 5' TERM; echo ready; while :; do sleep 0.1; done");
        assertEquals('r', process.getInputStream().read());
        // Process.destroy() would close its streams, too.
        process.toHandle().destroy();
        assertEquals(5, end(process).exitCode());
    }

    /// A child may live and die before Linux tells of its birth; it must not be waited for then.
    @Test
    void a_program_keeps_its_exit_code_after_hundreds_of_short_children() throws IOException, InterruptedException {
        Ended ended = sh("i=0; while [ $i -lt 300 ]; do (:); i=$((i+1)); done; exit 9");
        assertEquals(9, ended.exitCode(), ended.err());
        List<Event> ends = payload().stream().filter(call -> call.systemCall().equals("exit_group")).toList();
        assertEquals(301, ends.size());
        assertEquals(301, ends.stream().map(Event::pidInside).distinct().count());
    }

    @Test
    void events_carry_both_numbers_of_a_process_and_say_who_made_the_call() throws IOException, InterruptedException {
        sh("cat /etc/no-such-file; exit 0");
        List<Event> calls = payload();
        assertEquals(1, calls.getFirst().pidInside());
        assertNotEquals(1, calls.getFirst().pid());
        Event refused = calls.stream().filter(call -> call.arguments().stream().anyMatch(argument -> argument.text().equals("\"/etc/no-such-file\""))).findFirst().orElseThrow();
        assertEquals(List.of("payload", "payload", "", "ENOENT"), List.of(refused.stage(), refused.door(), refused.source().className(), refused.refusal().errno()));
        assertEquals(List.of("exit_group", "?"), List.of(calls.getLast().systemCall(), calls.getLast().resultText()));
    }

    @Test
    void without_trace_only_the_programs_own_calls_are_shown_and_what_waits_is_unfinished() throws IOException, InterruptedException {
        Ended ended = learnc("run", "--network", "none", "--trace-payload", BusyboxImage.NAME, "sh", "-c", "(" + UNTIL_THE_FIRST_WAITS + "; echo inside); exit 3");
        assertEquals(3, ended.exitCode());
        assertEquals("inside\n", ended.out());
        assertTrue(ended.err().startsWith("▸ payload: "), ended.err());
        assertFalse(ended.err().contains("pivot_root"), ended.err());
        assertTrue(ended.err().contains("wait4(pid=-1, wstatus=…, options=0, rusage=NULL <unfinished ...>"), ended.err());
        assertTrue(ended.err().contains("<... wait4 resumed>wstatus=[{WIFEXITED(s) && WEXITSTATUS(s) == 0}]) = 2"), ended.err());
    }

    @Test
    void an_expression_chooses_calls_and_a_filter_lets_the_others_pass() throws IOException, InterruptedException {
        Ended ended = run(List.of("--trace-payload=openat,exit_group"), "sh", "-c", "cat /etc/hostname >/dev/null; grep ^Seccomp: /proc/self/status; exit 0");
        assertEquals("Seccomp:\t2\n", ended.out());
        assertEquals(Set.of("openat", "exit_group"), names());
        assertEquals(3, payload().stream().filter(call -> call.systemCall().equals("exit_group")).count());
        assertEquals("Seccomp:\t0\n", sh("grep ^Seccomp: /proc/self/status").out());
        assertTrue(names().contains("read"), names().toString());
    }

    @Test
    void an_expression_with_an_exclamation_mark_leaves_calls_out() throws IOException, InterruptedException {
        run(List.of("--trace-payload=!read,write"), "cat", "/etc/hostname");
        assertTrue(names().contains("openat") && !names().contains("read") && !names().contains("write"), names().toString());
    }

    @Test
    void an_expression_that_makes_no_sense_is_refused_before_anything_is_made() throws IOException, InterruptedException {
        assertEquals(2, run(List.of("--trace-payload=%no-such-class"), "true").exitCode());
        Ended unknown = run(List.of("--trace-payload=openat,no_such_call"), "true");
        assertEquals(2, unknown.exitCode());
        assertTrue(unknown.err().contains("this machine has no system call 'no_such_call'"), unknown.err());
        assertEquals(2, run(List.of("--trace-payload", "--strings", "-1"), "true").exitCode());
        assertFalse(Files.exists(trace));
    }

    @Test
    void as_many_bytes_of_a_string_are_shown_as_the_user_wants() throws IOException, InterruptedException {
        String text = "0123456789".repeat(6);
        run(List.of("--trace-payload=write", "--strings", "50"), "echo", text);
        assertEquals('"' + text.substring(0, 50) + "\"...", payload().getFirst().arguments().get(1).text());
        run(List.of("--trace-payload=write"), "echo", text);
        assertEquals('"' + text.substring(0, 32) + "\"...", payload().getFirst().arguments().get(1).text());
    }

    @Test
    void a_child_can_be_stopped_and_continued() throws IOException, InterruptedException {
        Ended ended = sh("sleep 1000 & kill -STOP $!; until grep -q '^State:.[tT]' /proc/$!/status; do :; done; echo stopped;"
                + " kill -CONT $!; until grep -q '^State:.S' /proc/$!/status; do :; done; echo goes on; kill $!; wait $!; echo $?");
        assertEquals("stopped\ngoes on\n143\n", ended.out(), ended.err());
    }

    @Test
    void the_program_dies_with_learnc() throws IOException, InterruptedException {
        Process process = start("run", "--network", "none", "--trace=" + trace, "--no-state", "--trace-payload=write,getppid", BusyboxImage.NAME, "sh", "-c",
                "echo ready; sleep 1000 & sleep 1000");
        assertEquals('r', process.getInputStream().read());
        List<ProcessHandle> programs = new ArrayList<>(process.descendants().toList());
        assertTrue(programs.size() >= 2, programs.toString());
        process.destroyForcibly().waitFor();
        for (ProcessHandle program : programs) {
            program.onExit().orTimeout(100, TimeUnit.SECONDS).join();
        }
    }

    @Test
    void a_setuid_program_has_its_owners_rights_as_when_nobody_looks() throws IOException, InterruptedException {
        Path program = Files.copy(Path.of("/usr/bin/busybox"), folder.resolve("busybox"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertEquals(0, new ProcessBuilder("chmod", "u+s", program.toString()).start().waitFor());
        List<String> words = List.of("-u", "1000", "-v", program + ":/bin/setuid");
        String alone = run(words, "sh", "-c", "grep ^Uid: /proc/self/status; exec /bin/setuid cat /proc/self/status").out();
        assertTrue(alone.contains("Uid:\t1000\t1000\t1000\t1000"), alone);
        var watched = new ArrayList<>(words);
        watched.add("--trace-payload");
        String seen = run(watched, "sh", "-c", "grep ^Uid: /proc/self/status; exec /bin/setuid cat /proc/self/status").out();
        assertEquals(users(alone), users(seen));
    }

    private static List<String> users(String status) {
        return status.lines().filter(line -> line.startsWith("Uid:")).toList();
    }

    @Test
    void a_thread_that_is_not_the_first_can_execute_a_program() throws IOException, InterruptedException {
        needed(Files.isExecutable(Path.of("/usr/bin/python3")), "python3 is missing; apt-get install python3");
        var words = new ArrayList<>(LIBRARIES);
        words.add("--trace-payload");
        Ended ended = run(words, "/usr/bin/python3", "-c", """
                import threading, os, time
                threading.Thread(target=os.execv, args=('/bin/echo', ['echo', 'done'])).start()
                time.sleep(1000)
                """);
        assertEquals(new Ended(0, "done\n", ""), ended);
        List<Event> calls = payload();
        assertTrue(calls.stream().anyMatch(call -> call.thread() != call.pid()), "no second thread");
        int executed = calls.indexOf(calls.stream().filter(call -> call.systemCall().equals("execve")).findFirst().orElseThrow());
        Event written = calls.stream().filter(call -> call.arguments().stream().anyMatch(argument -> argument.text().equals("\"done\\n\""))).findFirst().orElseThrow();
        assertTrue(calls.indexOf(written) > executed);
        assertEquals(List.of(1, written.pid()), List.of(written.pidInside(), written.thread()));
    }

    @Test
    void who_is_traced_already_cannot_be_traced_again_and_learnc_says_so_once() throws IOException, InterruptedException {
        neededProgram("strace", "strace");
        var words = new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-e", "trace=acct", "-o", folder + "/strace.txt", "--"));
        words.addAll(LearncProcess.command("run", "--network", "none", "--trace-payload", BusyboxImage.NAME, "true"));
        var process = new ProcessBuilder(words);
        process.environment().putAll(Map.of("LEARNC_ROOT", places.root(), "LEARNC_RUN", places.run()));
        Ended ended = end(process.start());
        assertEquals(125, ended.exitCode(), ended.err());
        assertTrue(ended.err().contains("ptrace(op=PTRACE_SEIZE") && ended.err().contains("likely because: somebody traces this process already"), ended.err());
        assertEquals(1, ended.err().split("PTRACE_SEIZE", -1).length - 1, ended.err());
    }

    @Test
    void show_chooses_them_by_their_stage_and_the_export_speaks_the_grammar_of_strace_f() throws IOException, InterruptedException {
        sh("(" + UNTIL_THE_FIRST_WAITS + "; echo inside); exit 0");
        int calls = payload().size();
        Ended shown = learnc("trace", "show", "--stage", "payload", trace.toString());
        assertEquals(calls, shown.out().lines().filter(line -> line.startsWith("  payload ")).count(), shown.out());
        var out = new ByteArrayOutputStream();
        var writer = new StraceWriter(out);
        try (InputStream in = Files.newInputStream(trace)) {
            var reader = new JsonReader(in);
            Event event = reader.next();
            writer.begin(reader.header());
            for (; event != null; event = reader.next()) {
                if (event.door().equals("payload")) {
                    writer.write(event);
                }
            }
            writer.end(calls);
        }
        List<String> lines = new String(out.toByteArray(), StandardCharsets.UTF_8).lines().toList();
        long unfinished = lines.stream().filter(line -> line.endsWith("<unfinished ...>")).count();
        assertTrue(unfinished > 0, String.join("\n", lines));
        assertEquals(unfinished, lines.stream().filter(line -> line.contains(" resumed>")).count());
        assertEquals(calls, lines.size() - unfinished);
        assertTrue(lines.stream().anyMatch(line -> line.matches("\\d+ \\d+\\.\\d{6} wait4\\(-1, .*<unfinished \\.\\.\\.>")), String.join("\n", lines));
    }

    private Ended sh(String script) throws IOException, InterruptedException {
        return run(List.of("--trace-payload"), "sh", "-c", script);
    }

    private Ended run(List<String> options, String... command) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("run", "--network", "none", "--trace=" + trace, "--no-state"));
        words.addAll(options);
        words.add(BusyboxImage.NAME);
        words.addAll(List.of(command));
        return learnc(words.toArray(String[]::new));
    }

    private List<Event> payload() throws IOException {
        try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(trace))) {
            var reader = new JsonReader(in);
            var events = new ArrayList<Event>();
            for (Event event = reader.next(); event != null; event = reader.next()) {
                if (event.door().equals("payload")) {
                    events.add(event);
                }
            }
            assertEquals(List.of(), reader.remarks());
            return events;
        }
    }

    private Set<String> names() throws IOException {
        return payload().stream().map(Event::systemCall).collect(Collectors.toCollection(TreeSet::new));
    }

    private Ended learnc(String... words) throws IOException, InterruptedException {
        return end(start(words));
    }

    private Process start(String... words) throws IOException {
        return LearncProcess.start(Map.of("LEARNC_ROOT", places.root(), "LEARNC_RUN", places.run()), words);
    }

    private static Ended end(Process process) throws IOException, InterruptedException {
        var err = new ByteArrayOutputStream();
        Thread reader = Thread.ofPlatform().start(() -> {
            try {
                process.getErrorStream().transferTo(err);
            } catch (IOException closed) {
                return;
            }
        });
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        reader.join();
        return new Ended(process.waitFor(), out, err.toString(StandardCharsets.UTF_8));
    }
}
