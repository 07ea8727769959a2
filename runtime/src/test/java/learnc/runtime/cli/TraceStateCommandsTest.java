package learnc.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import learnc.runtime.LearncProcess;
import learnc.runtime.trace.Change;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.JsonWriter;
import learnc.runtime.trace.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `learnc trace show --state`, `replay` and `verify` with a small recording: two calls, of which the first sets the host name.
@Timeout(300)
class TraceStateCommandsTest {

    @TempDir
    Path folder;
    private Path trace;

    private record Said(int exitCode, String out, String err) {
    }

    @BeforeEach
    void write() throws IOException {
        trace = folder.resolve("trace.jsonl");
        var state = new State();
        state.put("namespaces", "uts:77", Map.of("hostname", "vm"));
        try (var out = Files.newOutputStream(trace)) {
            var writer = new JsonWriter(out);
            writer.begin(new Header(1, "test", List.of("run"), Instant.EPOCH, "6.18", "amd64", "v1"));
            writer.keyframe(0, state);
            writer.write(event(1, "sethostname").with(List.of(new Change.Became("namespaces", "uts:77", "hostname", "vm", "box"))));
            writer.write(event(2, "getpid"));
            writer.end(2);
        }
    }

    /// A slip must not look like a trace in which nothing has happened.
    @Test
    void what_there_is_not_is_refused_with_what_there_is() throws Exception {
        String file = trace.toString();
        assertMisuse("--at: there is no call 3; this trace has calls 1 to 2", "trace", "replay", file, "--at", "3");
        assertMisuse("--at: there is no call -1", "trace", "replay", file, "--at=-1");
        assertMisuse("--view: there is no view 'mount'. Did you mean 'mounts'? There are namespaces, ", "trace", "replay", file, "--at", "1", "--view", "mount");
        assertMisuse("--stage: there is no stage 'exce'. Did you mean 'exec'? There are pull, ", "trace", "show", file, "--stage", "exce");
        assertMisuse("-e: Linux has no system call 'monut'. Did you mean 'mount'?", "trace", "show", file, "-e", "!close,monut");
        assertMisuse("-e: there is no class of system calls '%fil'. Did you mean 'file'?", "trace", "show", file, "-e", "%fil");
        assertMisuse("--trace-filter: Linux has no system call 'monut'.", "run", "--trace-filter", "monut", "learnc/shell", "true");
        assertMisuse("--break: Linux has no system call 'monut'. Did you mean 'mount'?", "run", "--break", "monut", "learnc/shell", "true");
        assertEquals(0, learnc("", "trace", "show", file, "-e", "mount,!syscall_0x1ff,foreign_3", "--stage", "learnc").exitCode());
    }

    private static void assertMisuse(String message, String... words) throws Exception {
        Said said = learnc("", words);
        assertEquals(2, said.exitCode(), said.toString());
        assertTrue(said.err().startsWith("learnc: " + message), said.toString());
        assertEquals("", said.out());
    }

    @Test
    void a_directory_is_no_trace() throws Exception {
        Said said = learnc("", "trace", "show", folder.toString());
        assertEquals(125, said.exitCode());
        assertTrue(said.err().startsWith("learnc: " + folder + " is a directory, and no trace\n  try: "), said.err());
    }

    private static Event event(long sequence, String call) {
        return new Event(sequence, sequence, 1, "namespaces", null, "inside", 8, 1, 8, "main", call, 1, List.of(), 0, "0", null, new Event.Source("a.B", "B.java", 3, "c"));
    }

    private static Said learnc(String input, String... words) throws IOException, InterruptedException {
        Process process = LearncProcess.start(words);
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out, err);
    }

    @Test
    void show_tells_below_a_call_what_it_has_changed_when_it_is_asked_to() throws Exception {
        String change = "~ namespaces uts:77: hostname vm → box";
        assertTrue(learnc("", "trace", "show", "--state", trace.toString()).out().contains(change));
        assertFalse(learnc("", "trace", "show", trace.toString()).out().contains(change));
    }

    @Test
    void replay_shows_the_state_at_a_call_and_walks_forward_and_back() throws Exception {
        assertTrue(learnc("", "trace", "replay", trace.toString(), "--at", "0").out().contains("hostname: vm"));
        Said at = learnc("", "trace", "replay", trace.toString(), "--at", "1", "--view", "namespaces");
        assertTrue(at.out().contains("call 1 of 2") && at.out().contains("hostname: box"), at.toString());
        Said walk = learnc("n\np\ns uts\np\ns\nx\ng 2\nq\n", "trace", "replay", trace.toString());
        List<String> calls = walk.out().lines().filter(line -> line.startsWith("call ") || line.startsWith("before ") || line.contains("hostname:")).map(line -> line.strip().split("  ")[0]).toList();
        assertEquals(List.of("call 1 of 2", "call 2 of 2", "call 1 of 2", "before the first of 2 calls", "hostname: vm", "call 2 of 2"), calls, walk.toString());
    }

    @Test
    void verify_finds_a_whole_trace_whole_and_says_what_is_missing_in_another() throws Exception {
        Said whole = learnc("", "trace", "verify", trace.toString());
        assertEquals(0, whole.exitCode(), whole.toString());
        assertTrue(whole.out().startsWith("2 events, 1 changes of the kernel's state, 1 key frames: whole"), whole.out());
        List<String> lines = new ArrayList<>(Files.readAllLines(trace));
        lines.removeLast();
        lines.set(2, lines.get(2).replace("\"old\":\"vm\"", "\"old\":\"other\""));
        Files.write(trace, lines);
        Said damaged = learnc("", "trace", "verify", trace.toString());
        assertEquals(1, damaged.exitCode());
        assertTrue(damaged.err().contains("event 1 does not follow") && damaged.err().contains("no end"), damaged.err());
        Files.writeString(trace, "nothing of the kind\n");
        assertEquals(125, learnc("", "trace", "verify", trace.toString()).exitCode());
        assertEquals(125, learnc("", "trace", "replay", folder.resolve("missing").toString()).exitCode());
    }
}
