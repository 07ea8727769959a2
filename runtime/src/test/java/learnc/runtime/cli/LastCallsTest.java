package learnc.runtime.cli;

import static learnc.runtime.Needed.needed;
import static learnc.runtime.Needed.neededProgram;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import learnc.runtime.BusyboxImage;
import learnc.runtime.LearncProcess;
import learnc.runtime.RootTest;
import learnc.runtime.spec.Places;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A run that the kernel stops half-way.
@RootTest
@Timeout(300)
class LastCallsTest {

    @TempDir
    Path folder;

    private String failed(String... options) throws IOException, InterruptedException {
        neededProgram("setpriv", "util-linux");
        return failed(List.of("setpriv", "--bounding-set=-sys_admin"), options);
    }

    /// @param starter a program that starts learnc
    private String failed(List<String> starter, String... options) throws IOException, InterruptedException {
        BusyboxImage.putInto(new Places(folder + "/root", folder + "/run"));
        var words = new ArrayList<>(List.of("run", "--network", "none"));
        words.addAll(List.of(options));
        words.addAll(List.of(BusyboxImage.NAME, "true"));
        var command = new ArrayList<>(starter);
        command.addAll(LearncProcess.command(words.toArray(String[]::new)));
        Path err = folder.resolve("err");
        var learnc = new ProcessBuilder(command).redirectError(err.toFile());
        learnc.environment().putAll(Map.of("LEARNC_ROOT", folder + "/root", "LEARNC_RUN", folder + "/run"));
        assertEquals(125, learnc.start().waitFor());
        return Files.readString(err);
    }

    @Test
    void the_failure_is_told_with_the_calls_that_led_to_it() throws Exception {
        String said = failed();
        int calls = said.indexOf("learnc: the last system calls (--trace shows all of them):\n");
        int failure = said.indexOf("\nlearnc: asked Linux (host): ");
        assertTrue(calls >= 0 && failure > calls, said);
        List<String> lines = said.substring(calls, failure).lines().skip(1).toList();
        assertEquals(8, lines.size(), said);
        assertTrue(lines.getLast().startsWith("  host  ") && lines.getLast().endsWith(" = -1 EPERM (Operation not permitted)"), said);
        assertTrue(said.substring(failure).contains(lines.getLast().substring(8, lines.getLast().indexOf('('))), said);
    }

    @Test
    void a_real_time_process_is_told_why_its_container_gets_into_no_group() throws Exception {
        needed(Files.exists(Path.of("/sys/fs/cgroup/cpu/cpu.rt_runtime_us")), "only cgroup version 1 shares out real time, in a kernel that was built for it");
        assertTrue(failed(List.of("chrt", "--rr", "1")).contains("likely because: learnc was started as a real-time process (chrt)"));
    }

    @Test
    void who_watches_anyway_is_not_told_twice() throws Exception {
        assertFalse(failed("--trace=" + folder.resolve("trace")).contains("the last system calls"));
    }
}
