package learnc.runtime.leftovers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import learnc.runtime.BusyboxImage;
import learnc.runtime.RootTest;
import learnc.runtime.leftovers.Playground.Ended;
import learnc.runtime.leftovers.Playground.Started;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// However a run ends, nothing of it stays.
@RootTest
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class NothingLeftTest {

    private static final int KILLS = 50;
    private static final int KILLS_DURING_START_OF_JAVA = 5;
    private static final int INTERRUPTS = 10;

    @TempDir
    static Path folder;

    private static Playground playground;
    private static Census before;
    private static int traces;

    @BeforeAll
    static void unpackTheImageOnce() throws IOException, InterruptedException {
        playground = new Playground(folder);
        assertEquals(new Ended(0, "", ""), playground.learnc("run", BusyboxImage.NAME, "true").end());
        before = playground.census(null);
        assertEquals(List.of(), before.findings().get("processes"));
        assertEquals(List.of(), before.findings().get("mounts"));
    }

    @AfterAll
    static void removePlayground() {
        if (playground != null) {
            playground.close();
        }
    }

    @Test
    void the_census_sees_a_container_while_it_runs_in_every_kind_of_thing() throws IOException, InterruptedException {
        Started run = playground.learnc("run", "--name", "seen", "-p", "8080:80", "--memory", "64m", BusyboxImage.NAME, "sh", "-c", "trap 'exit 3' TERM; while :; do sleep 0.1; done");
        awaitRunning("seen");
        String difference = playground.census(null).difference(before);
        for (String kind : List.of("mounts", "cgroups", "links", "packet rules", "processes", "files")) {
            assertTrue(difference.contains("+ " + kind), kind + " not seen:\n" + difference);
        }
        run.process().destroy();
        assertEquals(new Ended(3, "", ""), run.end());
        assertNothingLeft("after SIGTERM");
    }

    @Test
    void nothing_is_left_after_success() throws IOException, InterruptedException {
        Ended ended = run("-v", folder + ":/host:ro", "--tmpfs", "/scratch", "-p", "8081:80", "--memory", "64m", BusyboxImage.NAME, "sh", "-c", "touch /x /scratch/y && echo done");
        assertEquals(new Ended(0, "done\n", ""), ended);
        assertNothingLeft("after success");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pull       | 125 | localhost:1/no/such                                     | cannot be reached
            unpack     | 125 | test/damaged:1 true                                     |
            namespaces | 125 | -v /etc/passwd:/bin test/busybox:1 true                 |
            cgroups    | 125 | --device-read-bps /dev/no-such:1m test/busybox:1 true   |
            network    | 125 | -p 127.0.0.1:8083:80 -p 127.0.0.1:8083:81 test/busybox:1 true | 8083
            exec       | 127 | test/busybox:1 no-such-program                          | no-such-program
            exec       | 126 | test/busybox:1 /bin/notes                               | /bin/notes
            exec       | 125 | --user nobody-of-that-name test/busybox:1 true          | nobody-of-that-name
            """)
    void nothing_is_left_when_a_stage_fails(String stage, int exitCode, String words, String said) throws IOException, InterruptedException {
        Ended ended = run(words.split(" "));
        assertEquals(exitCode, ended.exitCode(), ended.err());
        assertTrue(ended.err().startsWith("learnc: ") || ended.err().startsWith("Pulling"), ended.err());
        assertTrue(said == null || ended.err().contains(said), ended.err());
        assertFalse(ended.err().contains("\tat "), ended.err());
        assertNothingLeft("after a failure in " + stage);
    }

    @Test
    void nothing_is_left_after_ctrl_c_while_a_registry_does_not_answer() throws IOException, InterruptedException {
        Process silent = playground.startInItsNetwork("busybox", "nc", "-l", "-p", "5000");
        try {
            Started run = playground.learnc("run", "localhost:5000/never/answers", "true");
            await(() -> playground.inItsNetwork("ss", "-tn").contains(":5000"));
            interrupt(run);
            Ended ended = run.end();
            assertEquals(130, ended.exitCode(), ended.err());
            assertTrue(ended.err().contains("stopped by SIGINT before the program ran"), ended.err());
        } finally {
            silent.destroyForcibly().waitFor();
        }
        assertNothingLeft("after Ctrl-C in pull");
    }

    @Test
    void ctrl_c_reaches_the_program_and_nothing_is_left() throws IOException, InterruptedException {
        Started run = playground.learnc("run", "--name", "listens", BusyboxImage.NAME, "sh", "-c", "trap 'echo heard; exit 4' INT; while :; do sleep 0.1; done");
        awaitRunning("listens");
        interrupt(run);
        assertEquals(new Ended(4, "heard\n", ""), run.end());
        assertNothingLeft("after Ctrl-C to the program");
    }

    @Test
    void nothing_is_left_after_ctrl_c_at_any_moment() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.err.println("NothingLeftTest: Ctrl-C with seed " + seed);
        var random = new Random(seed);
        long runNanoseconds = durationOfActing();
        for (int i = 0; i < INTERRUPTS; i++) {
            Started run = playground.learnc("run", BusyboxImage.NAME, "true");
            await(() -> !playground.containers().isEmpty() || !run.process().isAlive());
            pause(random.nextLong(runNanoseconds));
            interrupt(run);
            Ended ended = run.end();
            assertTrue(ended.exitCode() == 0 || ended.exitCode() == 130, ended.toString());
            assertNothingLeft("after Ctrl-C number " + i + " with seed " + seed);
        }
    }

    /// The moments are spread over the whole run: one slice of it for each kill, a random moment in each.
    @Test
    void nothing_is_left_after_kill_9_at_fifty_moments_and_cleanup() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.err.println("NothingLeftTest: kill -9 with seed " + seed);
        var random = new Random(seed);
        long runNanoseconds = durationOfActing();
        var leftSomething = new ArrayList<Integer>();
        for (int i = 0; i < KILLS; i++) {
            Started run = playground.learnc("run", "-p", "8082:80", "--memory", "64m", BusyboxImage.NAME, "true");
            if (i >= KILLS_DURING_START_OF_JAVA) {
                await(() -> !playground.containers().isEmpty() || !run.process().isAlive());
                long slice = runNanoseconds / (KILLS - KILLS_DURING_START_OF_JAVA);
                pause(slice * (i - KILLS_DURING_START_OF_JAVA) + random.nextLong(slice));
            } else {
                pause(random.nextLong(TimeUnit.MILLISECONDS.toNanos(200)));
            }
            run.process().destroyForcibly();
            run.end();
            await(() -> !playground.hasProcesses());
            if (!playground.containers().isEmpty()) {
                leftSomething.add(i);
            }
            Ended cleanup = playground.learnc("cleanup").end();
            assertEquals(0, cleanup.exitCode(), "kill " + i + " with seed " + seed + ": " + cleanup.err());
            assertNothingLeft("after kill -9 number " + i + " with seed " + seed + " and cleanup");
        }
        System.err.println("NothingLeftTest: " + leftSomething.size() + " of " + KILLS + " kills left something for cleanup");
        // How many they are depends on how busy the machine is.
        assertFalse(leftSomething.isEmpty(), "no kill has hit a run at work");
    }

    /// From the container's directory to the end of learnc.
    private static long durationOfActing() throws IOException {
        return Math.min(Math.min(oneDuration(), oneDuration()), oneDuration());
    }

    private static long oneDuration() throws IOException {
        Started run = playground.learnc("run", "-p", "8082:80", "--memory", "64m", BusyboxImage.NAME, "true");
        await(() -> !playground.containers().isEmpty());
        long began = System.nanoTime();
        assertEquals(0, run.end().exitCode());
        return System.nanoTime() - began;
    }

    private static Ended run(String... words) throws IOException {
        Path trace = folder.resolve("trace" + ++traces);
        var all = new ArrayList<>(List.of("run", "--trace=" + trace));
        all.addAll(List.of(words));
        Ended ended = playground.learnc(all.toArray(String[]::new)).end();
        playground.noteContainerIn(trace);
        return ended;
    }

    private static void assertNothingLeft(String when) throws InterruptedException {
        assertEquals("", playground.census(before).difference(before), when);
    }

    private static void awaitRunning(String name) {
        await(() -> {
            for (String id : playground.containers()) {
                if (text(Path.of(playground.places().container(id), "state.json")).contains("\"name\":\"" + name + "\"")
                        && text(Path.of(playground.places().container(id), "state.json")).contains("\"running\"")) {
                    return true;
                }
            }
            return false;
        });
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }

    private static void interrupt(Started run) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(run.process().pid())).start().waitFor();
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(200);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited in vain");
            Thread.onSpinWait();
        }
    }

    private static void pause(long nanoseconds) {
        long until = System.nanoTime() + nanoseconds;
        while (System.nanoTime() < until) {
            java.util.concurrent.locks.LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
