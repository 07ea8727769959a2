package learnc.runtime.witness;

import static learnc.runtime.Needed.needed;
import static learnc.runtime.Needed.neededProgram;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import learnc.runtime.BusyboxImage;
import learnc.runtime.LearncProcess;
import learnc.runtime.RootTest;
import learnc.runtime.spec.Places;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.JsonReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What `learnc run --trace-payload` tells of a program is what `strace -f` tells of it, thread by thread and call by call.
///
/// Nobody can be traced by two at once, so the program runs twice in the same container: followed by learnc, and followed by an
/// strace that runs in the container. What may differ between two runs is listed in [SameCalls]. On a busy machine a program may
/// also do something at another time than usual; so only a difference counts that is still there when both are asked again.
@RootTest
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PayloadWitnessTest {

    private static final int TIMES = 3;
    private static final String RECORD = "/out/strace.txt";

    private static final String JDK = System.getProperty("java.home");
    private static final Path CLASSES = Path.of(WitnessedThreads.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    /// How often a thread waits or gives way to another depends on the time; when a program asks for more memory, on the addresses
    /// that it has been given.
    private static final Set<String> WAITING = Set.of("futex", "sched_yield", "madvise", "brk");
    /// In the middle of what a program hears of the end of a child depends on the time.
    private static final Set<String> SIGNALS = Set.of("rt_sigreturn");
    /// When a shell hears of the end of a child depends on the time.
    private static final Set<String> REAPING = Set.of("wait4", "rt_sigreturn", "rt_sigsuspend", "rt_sigprocmask");
    private static final String[] PYTHON = {"/usr/bin/python3", "-c", """
            import threading, subprocess, os
            end = threading.Event()
            def work(name, done):
                with open('/tmp/' + name, 'w') as file:
                    file.write('work of ' + name)
                done.set()
                end.wait()
            for i in range(3):      # they live at the same time, and work one after the other
                done = threading.Event()
                threading.Thread(target=work, args=('t%d' % i, done)).start()
                done.wait()
            end.set()
            [thread.join() for thread in threading.enumerate() if thread is not threading.current_thread()]
            print(sorted(os.listdir('/tmp')), subprocess.run(['/bin/echo', 'child'], stdout=subprocess.PIPE).stdout, os.stat('/tmp/t1').st_size)
            """};
    private static final String[] JAVA = {JDK + "/bin/java", "-Xint", "-XX:ActiveProcessorCount=2", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xshare:auto", "-cp", "/classes", WitnessedThreads.class.getName()};

    @TempDir
    Path folder;

    private Places places;
    private List<String> options = List.of();

    @BeforeEach
    void putImage() throws IOException {
        neededProgram("strace", "strace");
        needed(Files.isDirectory(Path.of("/lib64")) && Files.isDirectory(Path.of("/usr/lib")), "the libraries of this machine lie elsewhere than in /lib64 and /usr/lib");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Files.createDirectory(folder.resolve("out"));
        places = new Places(folder + "/root", folder + "/run");
        BusyboxImage.putInto(places);
    }

    @AfterEach
    void clean() throws IOException, InterruptedException {
        run(List.of("cleanup"));
    }

    @Test
    void a_shell_and_its_children() throws IOException, InterruptedException {
        agree(150, "/bin/sh", "-c", """
                cd /tmp; echo "first line" > a; cat a; ls -l /etc > list; x=$(echo inner); echo "$x"
                (exit 3); echo $?; touch b c; wc -c a; false || echo no; exec /bin/cat a""");
    }

    @Test
    void a_program_with_shared_libraries() throws IOException, InterruptedException {
        agree(80, "/usr/bin/ls", "-la", "/");
    }

    @Test
    void python_with_threads_and_a_child() throws IOException, InterruptedException {
        needed(Files.isExecutable(Path.of("/usr/bin/python3")), "python3 is missing; apt-get install python3");
        agree(1000, same -> agree(same, told(PYTHON).without(WAITING).threads(), seen(PYTHON).without(WAITING).threads()));
    }

    /// The Java machine has threads of its own, whose work depends on the time. So the threads are compared that the program
    /// itself has made, without what depends on when they wait for each other.
    @Test
    void java_with_threads() throws IOException, InterruptedException {
        agree(30, same -> {
            var told = told(JAVA).without(WAITING).named();
            var seen = seen(JAVA).without(WAITING).named();
            for (String worker : List.of("\"worker-1\"", "\"worker-2\"", "\"worker-3\"")) {
                same.compare(worker, told.get(worker), seen.get(worker));
            }
        });
    }

    /// Which of the processes of a fork bomb still get a child is a matter of chance. But how a process goes on does depend
    /// only on that, so those are compared whose forks ended in the same way.
    @Test
    void a_fork_bomb_with_a_limit_of_processes() throws IOException, InterruptedException {
        agree(20, this::bomb);
    }

    private void bomb(SameCalls same) throws IOException, InterruptedException {
        String[] bomb = {"/bin/sh", "-c", "b() { [ $1 -gt 0 ] && { b $(($1-1)) & b $(($1-1)) & wait; }; }; b 5"};
        options = List.of("--pids-limit", "12");
        var told = told(bomb).without(REAPING).byForks();
        // strace itself is one more.
        options = List.of("--pids-limit", "13");
        var seen = seen(bomb).without(REAPING).byForks();
        assertTrue(told.keySet().toString().contains("EAGAIN") && seen.keySet().toString().contains("EAGAIN"), "the limit was not reached: " + told.keySet());
        told.keySet().retainAll(seen.keySet());
        assertTrue(told.size() > 2, "only " + told.keySet() + " are in both");
        told.forEach((forks, calls) -> same.compare(forks, calls, seen.get(forks)));
    }

    private interface Comparison {
        void attempt(SameCalls same) throws IOException, InterruptedException;
    }

    private static void agree(int least, Comparison comparison) throws IOException, InterruptedException {
        for (int time = 1; ; time++) {
            try {
                var same = new SameCalls();
                comparison.attempt(same);
                assertEnough(same, least);
                return;
            } catch (AssertionError difference) {
                if (time == TIMES) {
                    throw difference;
                }
            }
        }
    }

    private void agree(int least, String... command) throws IOException, InterruptedException {
        agree(least, same -> agree(same, told(command).without(SIGNALS).threads(), seen(command).without(SIGNALS).threads()));
    }

    private static void agree(SameCalls same, Map<String, List<Family.Said>> told, Map<String, List<Family.Said>> seen) {
        assertEquals(seen.keySet(), told.keySet());
        seen.forEach((thread, calls) -> same.compare(thread, told.get(thread), calls));
    }

    private static void assertEnough(SameCalls same, int least) {
        assertTrue(same.compared() >= least, "only " + same.compared() + " arguments were compared");
        assertTrue(same.undecoded() * 20 <= same.compared(), same.undecoded() + " arguments were put into words by one of the two only, " + same.compared() + " by both");
    }

    private Family told(String... command) throws IOException, InterruptedException {
        return Family.told(events(command));
    }

    private List<Event> events(String... command) throws IOException, InterruptedException {
        Path trace = folder.resolve("trace.jsonl");
        var words = container("--trace=" + trace, "--no-state", "--trace-payload");
        words.addAll(List.of(command));
        assertEquals(0, run(words));
        try (InputStream in = Files.newInputStream(trace)) {
            var reader = new JsonReader(in);
            var events = new ArrayList<Event>();
            for (Event event = reader.next(); event != null; event = reader.next()) {
                events.add(event);
            }
            assertEquals(List.of(), reader.remarks());
            return events;
        }
    }

    private Family seen(String... command) throws IOException, InterruptedException {
        var words = container();
        words.addAll(List.of("/usr/bin/strace", "-f", "-ttt", "-T", "-o", RECORD, "--"));
        words.addAll(List.of(command));
        assertEquals(0, run(words));
        return Family.seen(Observed.read(folder.resolve("out/strace.txt")));
    }

    private List<String> container(String... further) {
        var words = new ArrayList<>(List.of("run", "--network", "none", "-v", "/usr:/usr:ro", "-v", "/lib:/lib:ro", "-v", "/lib64:/lib64:ro",
                "-v", JDK + ":" + JDK + ":ro", "-v", CLASSES + ":/classes:ro", "-v", folder.resolve("out") + ":/out", "-e", "PYTHONHASHSEED=0", "-e", "PYTHONMALLOC=malloc", "-e", "MALLOC_ARENA_MAX=1"));
        words.addAll(List.of(further));
        words.addAll(options);
        words.add(BusyboxImage.NAME);
        return words;
    }

    private int run(List<String> words) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        var builder = new ProcessBuilder(LearncProcess.command(words.toArray(String[]::new))).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(Map.of("LEARNC_ROOT", places.root(), "LEARNC_RUN", places.run()));
        Process process = builder.start();
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            System.err.println(Files.readString(output));
        }
        return exitCode;
    }
}
