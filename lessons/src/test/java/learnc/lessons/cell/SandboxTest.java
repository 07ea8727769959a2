package learnc.lessons.cell;

import static learnc.runtime.kernel.ProcessFlags.P_PIDFD;
import static learnc.runtime.kernel.ProcessFlags.WEXITED;
import static learnc.runtime.kernel.ProcessFlags.__WALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import learnc.runtime.RootTest;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.linux.Linux;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a program in a sandbox sees, and what stays of it.
@RootTest
@Timeout(300)
class SandboxTest {

    private static final Path HOME = Path.of("/run/learnc-test-sandbox-" + ProcessHandle.current().pid());
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");

    private final Linux linux = new Linux(UnaryOperator.identity());

    @AfterEach
    void nothingIsLeft() throws IOException {
        linux.close();
        Files.deleteIfExists(HOME);
    }

    /// Runs a script, and gives its exit code.
    private int run(String script, Allowance allowance) {
        try (var sandbox = new Sandbox(HOME)) {
            Init init = sandbox.open(linux, allowance);
            sandbox.execute(init, List.of("sh", "-c", script), ENVIRONMENT);
            int code = linux.host().waitid(P_PIDFD, init.pidfd(), WEXITED | __WALL).exitCode();
            linux.release(init);
            linux.host().close(init.pidfd());
            return code;
        }
    }

    private int run(String script) {
        return run(script, Allowance.FREE);
    }

    @Test
    void its_program_is_number_one_and_alone() {
        assertEquals(0, run("[ $$ = 1 ] && [ $(ls /proc | grep -c '^[0-9]*$') -le 5 ]"));
    }

    @Test
    void the_machine_s_files_are_read_only_and_what_it_puts_into_tmp_is_its_own() {
        String name = "/tmp/learnc-test-sandbox-" + ProcessHandle.current().pid();
        assertEquals(0, run("! touch /etc/harm 2>/dev/null && ! touch /var/harm 2>/dev/null && touch " + name));
        assertFalse(Files.exists(Path.of(name)));
    }

    @Test
    void what_steers_the_machine_is_read_only_and_what_belongs_to_its_network_is_not() {
        assertEquals(0, run("! echo 1 2>/dev/null >/proc/sys/kernel/panic && ! echo h 2>/dev/null >/proc/sysrq-trigger && echo 1 >/proc/sys/net/ipv4/ip_forward"));
    }

    @Test
    void it_has_a_loopback_device_that_is_switched_on_and_no_other() {
        assertEquals(0, run("ip -o link show up | grep -q ' lo:' && [ $(ip -o link | wc -l) = 1 ] || [ $(ip -o link show up | grep -c ' lo:') = 1 ]"));
    }

    @Test
    void powers_that_reach_past_namespaces_are_missing() {
        assertEquals(0, run("bound=$(sed -n 's/^CapBnd:\\s*//p' /proc/self/status); [ $((0x$bound & (1 << 16 | 1 << 17 | 1 << 22 | 1 << 25 | 1 << 34))) = 0 ]"));
    }

    @Test
    void folders_that_are_hidden_are_empty() throws IOException {
        Path secret = Files.createDirectories(Path.of("/var/tmp/learnc-test-secret-" + ProcessHandle.current().pid()));
        Path file = Files.writeString(secret.resolve("secret"), "secret");
        try {
            assertEquals(0, run("[ -d " + secret + " ] && [ -z \"$(ls -A " + secret + ")\" ] && ! touch " + secret + "/x 2>/dev/null",
                    new Allowance(false, List.of(secret), 0, 0)));
        } finally {
            Files.delete(file);
            Files.delete(secret);
        }
    }

    @Test
    void the_folder_that_it_shares_is_writable_only_where_that_is_wanted() {
        assertEquals(0, run("touch shared/x && [ -O shared/x ]"));
        assertEquals(0, run("! touch shared/x 2>/dev/null", new Allowance(false, List.of(), 0, 0)));
    }

    @Test
    void more_processes_than_it_may_have_it_does_not_get() {
        // A shell that cannot fork says so and ends with 2.
        assertEquals(2, run("i=0; while [ $i -lt 50 ]; do sleep 100 & i=$((i + 1)); done 2>/dev/null; exit 7", new Allowance(true, List.of(), 20, 0)));
    }

    @Test
    void a_program_that_is_killed_takes_all_others_along_and_nothing_stays() throws Exception {
        var sandbox = new Sandbox(HOME);
        Init init = sandbox.open(linux, Allowance.FREE);
        sandbox.execute(init, List.of("sh", "-c", "(setsid sleep 100000 &); exec sleep 100000"), ENVIRONMENT);
        Sandbox.kill(linux.host(), init);
        assertEquals(137, linux.host().waitid(P_PIDFD, init.pidfd(), WEXITED | __WALL).exitCode());
        linux.release(init);
        linux.host().close(init.pidfd());
        sandbox.close();
        assertFalse(Files.exists(sandbox.folder()));
        assertEquals(List.of(), groupsNamed(sandbox.folder().getFileName().toString()));
    }

    /// Each comes and goes, and takes the group above away when it believes to be the last.
    @Test
    void sandboxes_that_come_and_go_at_the_same_time_do_not_disturb_each_other() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> runs = IntStream.range(0, 40).<Callable<Integer>>mapToObj(number -> () -> run("exit 5")).toList();
            for (Future<Integer> run : threads.invokeAll(runs)) {
                assertEquals(5, run.get());
            }
        }
    }

    private static List<Path> groupsNamed(String name) throws IOException {
        Path top = Path.of("/sys/fs/cgroup");
        try (Stream<Path> hierarchies = Files.list(top)) {
            return Stream.concat(Stream.of(top), hierarchies).map(hierarchy -> hierarchy.resolve("learnc").resolve(name)).filter(Files::exists).toList();
        }
    }
}
