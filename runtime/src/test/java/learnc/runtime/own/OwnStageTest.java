package learnc.runtime.own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import learnc.runtime.LearncProcess;
import learnc.runtime.RootTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `learnc run --stage NAME=FILE` on the real kernel.
@RootTest
@Timeout(300)
class OwnStageTest {

    @TempDir
    Path folder;

    private record Ended(int exitCode, String said) {
    }

    private Ended run(String stage, String text, String... options) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("Mine.java"), text);
        var words = new ArrayList<>(List.of("run", "--root", folder + "/root", "--run", folder + "/run", "--network", "none", "--stage", stage.replace("FILE", file.toString())));
        words.addAll(List.of(options));
        words.addAll(List.of("learnc/shell", "sh", "-c", "hostname; exit 7"));
        Process process = new ProcessBuilder(LearncProcess.command(words.toArray(String[]::new))).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    @Test
    void a_student_s_method_stands_in_for_a_stage_and_is_in_the_trace_with_its_lines() throws Exception {
        Path trace = folder.resolve("trace.jsonl");
        Ended ended = run("cgroups=FILE", """
                import java.util.List;
                import learnc.runtime.kernel.*;
                import learnc.runtime.spec.*;

                Cgroup confine(Init init) {
                    init.inside().sethostname("mine");
                    return new Cgroup(List.of(), List.of("a remark of mine"));
                }
                """, "--no-state", "--trace=" + trace);
        assertEquals(new Ended(7, "learnc: a remark of mine\nmine\n"), new Ended(ended.exitCode, ended.said.substring(ended.said.indexOf("learnc: a remark"))));
        String call = Files.readAllLines(trace).stream().filter(line -> line.contains("\"mine\"") || line.contains("\\\"mine\\\"")).findFirst().orElse("none");
        assertTrue(call.contains("\"stage\":\"cgroups\"") && call.contains("\"file\":\"Mine.java\",\"line\":6"), call);
    }

    @Test
    void the_real_stage_can_be_called_from_it() throws Exception {
        Ended ended = run("namespaces=FILE", """
                import learnc.runtime.kernel.*;
                import learnc.runtime.spec.*;
                import learnc.runtime.stage.namespaces.Namespaces;

                Init init(ContainerRequest request, Rootfs rootfs, Kernel host, Inits inits, Ledger ledger, Places places) {
                    Init init = new Namespaces(host, inits, ledger, places).init(rootfs, request);
                    init.inside().sethostname("by-hand");
                    return init;
                }
                """);
        assertTrue(ended.exitCode == 7 && ended.said.endsWith("by-hand\n"), ended.toString());
    }

    @Test
    void a_failure_in_it_takes_everything_back() throws Exception {
        Ended ended = run("network=FILE", "import learnc.runtime.stage.network.*;\nConnection connect() { throw new IllegalStateException(\"no cable\"); }");
        assertTrue(ended.exitCode == 125 && ended.said.contains("no cable"), ended.toString());
        try (var left = Files.list(folder.resolve("run/containers"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void what_makes_no_sense_is_a_usage_error() throws Exception {
        assertEquals(2, run("cgrups=FILE", "").exitCode);
        assertEquals(2, run("cgroups", "").exitCode);
        assertEquals(2, run("cgroups=" + folder + "/nowhere.java", "").exitCode);
        Ended ended = run("cgroups=FILE", "int x = ;");
        assertTrue(ended.exitCode == 125 && ended.said.contains("Mine.java:1: "), ended.toString());
    }
}
