package learnc.runtime.why;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import learnc.runtime.LearncProcess;
import learnc.runtime.RootTest;
import learnc.runtime.kernel.Glossary;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Manual;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.kernel.Why;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real runs: each call that they make says what it is for, what would differ without it, and where the manual speaks of it.
@RootTest
@Timeout(150)
class EveryCallIsExplainedTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
        "learnc/shell true",
        "-p 127.0.0.1::80 --memory 64m --cpus 0.5 --pids-limit 50 -v SITE:/www:ro --tmpfs /scratch:size=1m --user 1000 -w /tmp/new learnc/shell true",
        "--userns --read-only --network none learnc/shell true",
        "--userns --network host learnc/shell true",
        "--network none -t learnc/shell true",
        "--network none learnc/shell no-such-program",
        "--network none --read-only -w /missing learnc/shell true",
        "--network none -v /etc/hostname:/dev/null learnc/shell true",
    })
    void a_run_explains_each_of_its_calls(String options) throws Exception {
        List<Event> events = events(learnc("run", options));
        assertEquals("", complaints(events));
        assertTrue(events.size() > 200, "only " + events.size() + " events: that was no run");
    }

    @Test
    void so_does_a_further_program_in_a_running_container() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Process container = LearncProcess.start(places(), "run", "-qi", "--network", "none", "--name", "why", "learnc/shell", "sh", "-c", "echo ready; read line");
        try {
            assertEquals('r', container.getInputStream().read());
            List<Event> events = events(learnc("exec", "why true"));
            assertEquals("", complaints(events));
            assertTrue(events.stream().anyMatch(event -> event.systemCall().equals("setns")), "no setns: that was no exec");
        } finally {
            container.getOutputStream().close();
            container.waitFor();
        }
    }

    @Test
    void an_answer_that_a_stage_expects_is_explained_by_the_stage() throws Exception {
        List<Event> refused = events(learnc("run", "--network none learnc/shell true")).stream().filter(event -> event.refusal() != null).toList();
        assertTrue(refused.size() > 5, refused.toString());
        assertEquals(List.of(), refused.stream().filter(event -> event.refusal().because() == null).toList());
        assertTrue(refused.stream().anyMatch(event -> event.systemCall().equals("mount") && event.refusal().because().contains("nothing to hide")), refused.toString());
    }

    private Path learnc(String command, String options) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Path trace = folder.resolve(command + ".jsonl");
        var words = new ArrayList<>(List.of(command, "--trace=" + trace));
        words.addAll(Arrays.asList(options.replace("SITE", folder.resolve("site").toString()).split(" ")));
        Process process = LearncProcess.start(places(), words.toArray(String[]::new));
        process.getOutputStream().close();
        process.getErrorStream().readAllBytes();
        process.waitFor();
        return trace;
    }

    private Map<String, String> places() {
        return Map.of("LEARNC_ROOT", folder.resolve("root").toString(), "LEARNC_RUN", folder.resolve("run").toString());
    }

    private static List<Event> events(Path trace) throws Exception {
        var events = new ArrayList<Event>();
        try (InputStream in = Files.newInputStream(trace)) {
            var reader = new JsonReader(in);
            for (Event event = reader.next(); event != null; event = reader.next()) {
                events.add(event);
            }
            assertEquals(List.of(), reader.remarks());
        }
        return events;
    }

    private static String complaints(List<Event> events) {
        Set<String> pages = pages();
        var complaints = new TreeSet<String>();
        for (Event event : events) {
            Event.Explanation its = event.explanation();
            String where = event.systemCall() + " at " + event.source().className() + "." + event.source().method() + ": ";
            if (its == null || its.why() == null || its.without() == null) {
                complaints.add(where + "no words");
            } else if ((its.why() + its.without()).contains(Why.CALLER)) {
                complaints.add(where + "nobody says what for: " + its.why());
            }
            for (Event.Value argument : event.arguments()) {
                argument.flags().stream().filter(flag -> Glossary.of(flag) == null).forEach(flag -> complaints.add(where + "what does " + flag + " mean?"));
            }
            if (its == null || its.manual() == null || !pages.contains(its.manual())) {
                complaints.add(where + "no such page: " + its);
            }
        }
        return String.join("\n", complaints);
    }

    /// The pages that stand beside the kernel's methods, and those that are named as a call is.
    private static Set<String> pages() {
        var pages = new HashSet<String>();
        for (Method method : Kernel.class.getMethods()) {
            Manual manual = method.getAnnotation(Manual.class);
            if (manual != null) {
                pages.add(manual.value());
            }
        }
        Arrays.stream(SystemCall.values()).forEach(call -> pages.add(call.manualName() + "(2)"));
        return pages;
    }
}
