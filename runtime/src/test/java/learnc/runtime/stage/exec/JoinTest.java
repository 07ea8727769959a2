package learnc.runtime.stage.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import learnc.runtime.RootTest;
import learnc.runtime.kernel.Init;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.Rights;
import learnc.runtime.spec.Terminal;
import learnc.runtime.spec.UserMapping;
import learnc.runtime.stage.Box;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@RootTest
@Isolated("it counts the processes that this Java has started")
@Timeout(300)
class JoinTest {

    private final Box box = new Box();
    private Init container;
    private Session session;

    @AfterEach
    void remove() {
        if (container != null) {
            session.close();
            box.end(container);
        }
        box.close();
    }

    private void runContainer() {
        var request = box.request("sleep", "1000");
        container = box.init();
        session = new Exec(box.linux.host()).start(container, box.config(), request);
    }

    private Made.Process process() {
        return (Made.Process) box.ledger.stream().filter(Made.Process.class::isInstance).findFirst().orElseThrow();
    }

    /// What a script prints in the running container.
    private String joined(String user, String script, String... cgroups) {
        var program = new Program(List.of("sh", "-c", "exec >/out/text 2>&1\n" + script), "/tmp", user, List.of(),
                new Rights(List.of(), List.of(), false), new Terminal(false, false));
        try (Join join = new Join(box.linux.host(), box.linux)) {
            Init init = join.init(process(), List.of(cgroups));
            Session further = new Exec(box.linux.host()).start(init, program, List.of("A=1"));
            assertEquals(0, box.await(init, further));
        }
        return box.text();
    }

    @Test
    void a_further_program_is_in_every_namespace_of_the_container() throws IOException {
        box.hostname = "box";
        runContainer();
        String expected = "";
        for (String name : List.of("mnt", "pid", "uts", "ipc", "net", "user", "cgroup")) {
            expected += Files.readSymbolicLink(Path.of("/proc/" + container.pid() + "/ns/" + name)) + "\n";
        }
        assertEquals(expected, joined("", "for n in mnt pid uts ipc net user cgroup; do readlink /proc/self/ns/$n; done"));
    }

    @Test
    void it_sees_the_first_program_as_process_1_and_the_containers_files_name_and_limits() {
        box.hostname = "box";
        runContainer();
        assertEquals("sleep|1000|\nbox\n/tmp\nPATH=" + Environment.DEFAULT_PATH + "\nA=1\nHOME=/\nCapEff:\t00000000a80425fb\nNoNewPrivs:\t1\n0\n1\n2\n",
                joined("", "tr '\\0' '|' </proc/1/cmdline; echo; hostname; pwd; env | grep -E '^PATH='; env | grep -E '^A='; env | grep -E '^HOME=';"
                        + " grep -E 'CapEff|NoNew' /proc/self/status; ls /proc/$$/fd; true"));
    }

    @Test
    void it_can_be_another_user() {
        runContainer();
        assertEquals("1000 5 CapEff: 0000000000000000\n", joined("1000:5", "echo $(id -u) $(id -g) $(grep CapEff /proc/self/status)"));
    }

    @Test
    void it_joins_the_user_namespace_too() {
        box.mapUsers(new UserMapping(300000, 65536));
        runContainer();
        assertEquals("0\n 0 300000 65536\nCapEff: 00000000a80425fb\n",
                joined("", "id -u; tr -s ' ' </proc/self/uid_map; echo $(grep CapEff /proc/self/status)"));
    }

    @Test
    void it_is_in_the_containers_groups_before_it_runs() throws Exception {
        Path group = Path.of("/sys/fs/cgroup/pids/learnc-join-" + box.id.substring(0, 12));
        if (!Files.isDirectory(group.getParent())) {
            System.err.println("SKIPPED it_is_in_the_containers_groups_before_it_runs: no pids hierarchy of version 1");
            return;
        }
        Files.createDirectory(group);
        try {
            runContainer();
            assertEquals("/" + group.getFileName() + "\n", joined("", "grep ':pids:' /proc/self/cgroup | cut -d: -f3", group.toString()));
        } finally {
            Files.delete(group);
        }
    }

    @Test
    void nobody_inside_can_look_into_the_process_that_joins() {
        box.mapUsers(new UserMapping(300000, 65536));
        runContainer();
        try (Join join = new Join(box.linux.host(), box.linux)) {
            Init init = join.init(process(), List.of());
            // Such a process can be traced only with CAP_SYS_PTRACE on the host.
            assertEquals("0", dumpable(init));
            box.end(init);
        }
    }

    /// What PR_GET_DUMPABLE answers in that process.
    private static String dumpable(Init init) {
        return Long.toString(init.inside().prctl(3, 0, 0));
    }

    @Test
    void a_container_that_has_ended_cannot_be_joined() {
        runContainer();
        var other = new Made.Process(process().pid(), process().startTicks() + 1);
        try (Join join = new Join(box.linux.host(), box.linux)) {
            assertTrue(assertThrows(Failure.class, () -> join.init(other, List.of())).getMessage().startsWith("the container has ended"));
        }
    }

    @Test
    void nothing_of_it_is_left() {
        runContainer();
        joined("", "true");
        assertEquals(2, ProcessHandle.current().children().filter(JoinTest::isOurs).count(), "the zygote and the container");
        assertFalse(ProcessHandle.of(container.pid()).isEmpty());
    }

    private static boolean isOurs(ProcessHandle process) {
        try {
            return List.of("learnc-zygote", "sleep").contains(Files.readString(Path.of("/proc/" + process.pid() + "/comm")).strip());
        } catch (IOException gone) {
            return false;
        }
    }
}
