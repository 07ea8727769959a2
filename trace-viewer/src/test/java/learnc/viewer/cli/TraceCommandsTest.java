package learnc.viewer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import learnc.runtime.LearncProcess;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.JsonWriter;
import learnc.viewer.Samples;
import learnc.viewer.imported.Logs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `learnc trace …` as a user types it, with good files and bad ones.
@Timeout(300)
class TraceCommandsTest {

    private record Ended(int exitCode, String out, String err) {
    }

    @TempDir
    Path folder;

    private Ended learnc(String... words) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(LearncProcess.command(words)).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        int exitCode = process.waitFor();
        return new Ended(exitCode, Files.readString(out), Files.readString(err));
    }

    private Path trace(String name) throws IOException {
        Path file = folder.resolve(name);
        var writer = new JsonWriter(Files.newOutputStream(file));
        writer.begin(Samples.HEADER);
        List<Event> events = List.of(Samples.call(1, "namespaces", "mount", "0", "\"<script>alert(1)</script>\"", "\"/etc/hosts\""),
                Samples.call(2, "namespaces", "openat", "-1 ENOENT (No such file or directory)", "\"/nope\""), Samples.call(3, "exec", "close", "0", "4</etc>"));
        for (Event event : events) {
            writer.write(event);
        }
        writer.end(3);
        return file;
    }

    @Test
    void a_log_of_strace_becomes_a_trace_that_can_be_shown() throws Exception {
        Path trace = folder.resolve("crun.jsonl");
        Ended imported = learnc("trace", "import", Logs.of("crun", folder).toString(), "-o", trace.toString());
        assertEquals(0, imported.exitCode(), imported.err());
        assertTrue(imported.err().contains(" events; learnc trace show "), imported.err());
        Ended shown = learnc("trace", "show", trace.toString(), "--stage", "namespaces", "-e", "pivot_root,sethostname");
        assertEquals(0, shown.exitCode());
        assertTrue(shown.out().contains("pivot_root(new_root=\".\", put_old=\".\") = 0") && shown.out().contains("sethostname(name=\"runc\", len=4) = 0"), shown.out());
        assertTrue(shown.err().contains("learnc: 2 of "), shown.err());
    }

    @Test
    void what_is_hidden_is_said() throws Exception {
        Path trace = trace("t.jsonl");
        assertEquals("learnc: 1 of 3 events shown: -Z\n", learnc("trace", "show", trace.toString(), "-Z").err());
        assertEquals("learnc: 2 of 3 events shown: -z\n", learnc("trace", "show", trace.toString(), "-z").err());
        Ended path = learnc("trace", "show", trace.toString(), "-P", "/etc", "-e", "!close");
        assertEquals("learnc: 1 of 3 events shown: -e !close -P /etc\n", path.err());
        assertTrue(path.out().contains("mount(") && !path.out().contains("openat("), path.out());
    }

    @Test
    void summary_and_c_are_the_same() throws Exception {
        Path trace = trace("t.jsonl");
        Ended summary = learnc("trace", "summary", trace.toString());
        assertEquals(0, summary.exitCode(), summary.err());
        assertTrue(summary.out().startsWith("% time    total ms") && summary.out().contains("Main.java:3"), summary.out());
        assertEquals(summary, learnc("trace", "show", "-c", trace.toString()));
    }

    @Test
    void an_unknown_format_is_a_usage_error_and_destroys_no_file() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "mine");
        Ended ended = learnc("trace", "export", trace("t.jsonl").toString(), "--format", "xls", "-o", precious.toString());
        assertEquals(2, ended.exitCode());
        assertTrue(ended.err().startsWith("learnc: --format: 'xls' is no format; there are text, jsonl, strace, "), ended.err());
        assertEquals("mine", Files.readString(precious));
    }

    /// Every format opens what can be opened, and says what is missing.
    @ParameterizedTest
    @ValueSource(strings = {"text", "jsonl", "strace", "chrome", "summary"})
    void damaged_traces_open_as_far_as_they_go(String format) throws Exception {
        List<String> lines = Files.readAllLines(trace("t.jsonl"));
        Path damaged = folder.resolve("damaged");
        var text = new ArrayList<>(lines);
        text.set(0, text.getFirst().replace("\"version\":1", "\"version\":99"));
        text.set(2, "\u0000 <script>garbage</script> {");
        text.set(4, text.get(3).substring(0, 30));
        Files.writeString(damaged, String.join("\n", text));
        Ended ended = learnc("trace", "show", "--format", format, damaged.toString());
        assertEquals(0, ended.exitCode(), ended.err());
        for (String remark : List.of("has version 99", "line 3 is no event", "missing here: event 2", "line 5 is no event", "has no end")) {
            assertTrue(ended.err().contains(remark), ended.err());
        }
        assertTrue(ended.out().contains("mount") && ended.out().contains("close"), ended.out());
        assertFalse(ended.out().contains("openat"), ended.out());
    }

    @Test
    void two_traces_are_compared_and_the_exit_code_tells_the_result() throws Exception {
        String trace = trace("t.jsonl").toString();
        Ended same = learnc("trace", "diff", trace, trace);
        assertEquals(0, same.exitCode(), same.err());
        assertEquals("> namespaces: 2 the same, 0 changed, 0 only before, 0 only after\n> exec: 1 the same, 0 changed, 0 only before, 0 only after\n", same.out());
        Path other = Files.writeString(folder.resolve("other.jsonl"), Files.readString(Path.of(trace)).replace("\"close\"", "\"fsync\""));
        Ended different = learnc("trace", "diff", "--stage", "exec", trace, other.toString());
        assertEquals(1, different.exitCode());
        assertTrue(different.out().contains("  - #3  close(a=4</etc>) = 0  Main.java:3\n  + #3  fsync(a=4</etc>)"), different.out());
        assertEquals(125, learnc("trace", "diff", trace, folder.resolve("missing").toString()).exitCode());
        Path poem = Files.writeString(folder.resolve("poem"), "roses are red\nviolets are blue\n");
        Ended none = learnc("trace", "diff", trace, poem.toString());
        assertEquals(125, none.exitCode());
        assertTrue(none.err().startsWith("learnc: " + poem + " is no trace"), none.err());
        assertEquals(2, learnc("trace", "diff", "--stage", "exce", trace, trace).exitCode());
    }

    @Test
    void what_is_no_log_is_told_and_leaves_nothing() throws Exception {
        Path output = folder.resolve("never");
        Ended ended = learnc("trace", "import", Files.writeString(folder.resolve("poem"), "roses are red\nviolets are blue\n").toString(), "-o", output.toString());
        assertEquals(125, ended.exitCode());
        assertTrue(ended.err().contains("line 1: no system call; it was left out") && ended.err().contains("is no log of strace"), ended.err());
        assertFalse(Files.exists(output));
        assertEquals(125, learnc("trace", "import", folder.resolve("missing").toString()).exitCode());
        assertEquals(2, learnc("trace", "import", folder.resolve("poem").toString(), "-o", folder.resolve("poem").toString()).exitCode());
    }

    /// In a heap that could not hold a tenth of them.
    @ParameterizedTest
    @ValueSource(strings = {"summary", "chrome"})
    void a_million_events_stream_through(String format) throws Exception {
        var command = new ArrayList<>(LearncProcess.command("trace", "show", "--format", format, "/dev/stdin"));
        command.add(1, "-Xmx40m");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command).redirectOutput(format.equals("chrome") ? Path.of("/dev/null").toFile() : out.toFile()).redirectError(err.toFile()).start();
        try (OutputStream in = new BufferedOutputStream(process.getOutputStream(), 1 << 20)) {
            in.write((Files.readAllLines(trace("t.jsonl")).getFirst() + "\n").getBytes(StandardCharsets.UTF_8));
            for (int i = 1; i <= 1_000_000; i++) {
                in.write(("{\"seq\":" + i + ",\"ts_ns\":" + i + "000,\"pid\":7,\"tid\":7,\"syscall\":\"read\"}\n").getBytes(StandardCharsets.UTF_8));
            }
            in.write("{\"end\":1000000}\n".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(0, process.waitFor(), Files.readString(err));
        assertEquals("", Files.readString(err));
        assertTrue(format.equals("chrome") || Files.readString(out).contains(" 1000000 "), "all are counted");
    }
}
