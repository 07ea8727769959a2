package learnc.runtime.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import learnc.runtime.RootTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Kills a learnc (kill -9) that has stopped before one of its calls, and looks whether anything it had started lives on.
@RootTest
@Timeout(300)
class KilledTest {

    private static final int FIRST = 75;
    private static final int STEP = 17;

    @Test
    void nothing_lives_on_whenever_learnc_is_killed() throws Exception {
        int stops = 0;
        int seenChildren = 0;
        String stopped = "";
        for (int number = FIRST; !stopped.contains("before waitid"); number += STEP) {
            Process learnc = BoxMain.process("stop", Integer.toString(number)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            Path folder = null;
            try (BufferedReader output = learnc.inputReader()) {
                folder = Path.of(output.readLine().substring("folder ".length()));
                stopped = output.readLine();
                assertTrue(stopped != null && stopped.startsWith("stopped "), stopped);
                List<ProcessHandle> children = learnc.descendants().toList();
                seenChildren = Math.max(seenChildren, children.size());
                learnc.destroyForcibly().waitFor();
                for (ProcessHandle child : children) {
                    child.onExit().get(10, TimeUnit.SECONDS);
                }
                assertNoMountOf(folder);
                stops++;
            } finally {
                learnc.destroyForcibly();
                remove(folder);
            }
        }
        assertTrue(stops > 5, "only " + stops + " stops: the test has seen too little");
        assertEquals(2, seenChildren, "the zygote and the init");
    }

    private static void assertNoMountOf(Path folder) throws IOException {
        assertTrue(Files.readString(Path.of("/proc/self/mountinfo")).lines().noneMatch(line -> line.contains(folder.toString())));
    }

    private static void remove(Path folder) throws IOException {
        if (folder != null) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
