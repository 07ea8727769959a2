package learnc.viewer.imported;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import learnc.runtime.trace.Event;
import learnc.viewer.imported.Logs.Imported;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportTest {

    @TempDir
    Path folder;

    private Imported imported(String engine) throws IOException {
        return Imported.of(Logs.of(engine, folder));
    }

    private Imported importedLines(String... lines) throws IOException {
        return Imported.of(Files.writeString(folder.resolve("log"), String.join("\n", lines) + "\n"));
    }

    private static Event only(List<Event> events) {
        assertEquals(1, events.size(), events.toString());
        return events.getFirst();
    }

    private static String text(Event event, int argument) {
        return event.arguments().get(argument).text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"runc", "crun"})
    void our_stages_are_recognised_in_their_order(String engine) throws IOException {
        Imported log = imported(engine);
        long namespaces = (engine.equals("runc") ? only(log.of("unshare")) : only(log.of("clone"))).sequence();
        Event root = only(log.of("pivot_root"));
        Event name = only(log.of("sethostname"));
        Event rights = only(log.of("capset"));
        Event program = log.in("exec").stream().filter(event -> event.systemCall().equals("execve")).findFirst().orElseThrow();
        assertEquals(List.of("namespaces", "namespaces", "exec"), List.of(root.stage(), name.stage(), rights.stage()));
        assertEquals("\"/bin/true\"", text(program, 0));
        assertEquals("8 PID 1 is the main process", program.flowStep());
        assertTrue(namespaces < root.sequence() && root.sequence() < name.sequence() && name.sequence() < rights.sequence()
                && rights.sequence() < program.sequence());
        long joined = log.in("cgroups").stream().filter(event -> event.systemCall().equals("write") && text(event, 0).contains("cgroup.procs")).findFirst().orElseThrow().sequence();
        assertTrue(joined < root.sequence(), "it is limited before it has its root");
    }

    @Test
    void docker_is_recognised_through_both_its_daemons_and_the_shim() throws IOException {
        Imported log = imported("docker");
        assertEquals(Set.of("docker", "unpack", "namespaces", "cgroups", "network", "exec", "payload"),
                log.events().stream().map(Event::stage).map(stage -> stage.equals("engine") ? "docker" : stage).collect(Collectors.toSet()));
        Event program = only(log.in("exec").stream().filter(event -> event.systemCall().equals("execve")).toList());
        assertEquals("\"/bin/echo\"", text(program, 0));
        assertEquals(List.of(1, "exit_group"), List.of(program.pidInside(), log.in("payload").getLast().systemCall()));
        assertEquals(Set.of(program.pid()), log.in("payload").stream().map(Event::pid).collect(Collectors.toSet()));
        Event root = only(log.of("pivot_root"));
        assertEquals(List.of("namespaces", program.pid()), List.of(root.stage(), root.pid()));
        assertEquals(Set.of("unpack"), log.of("mount").stream().filter(event -> text(event, 2).equals("\"overlay\"")).map(Event::stage).collect(Collectors.toSet()));
        assertEquals("\"hello from docker\\n\"", text(only(log.in("payload").stream().filter(event -> event.systemCall().equals("write")).toList()), 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"runc", "crun"})
    void whatever_touches_a_control_group_belongs_to_cgroups(String engine) throws IOException {
        Imported log = imported(engine);
        for (Event event : log.events()) {
            boolean touches = event.arguments().stream().anyMatch(value -> value.text().contains("/sys/fs/cgroup") && !value.text().startsWith("\"{"));
            assertTrue(!touches || event.stage().equals("cgroups"), event.toString());
        }
        assertTrue(log.in("cgroups").stream().anyMatch(event -> event.systemCall().equals("write") && text(event, 0).contains("memory.limit_in_bytes")
                && text(event, 1).equals("\"67108864\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"runc", "crun"})
    void the_container_is_the_process_that_the_engine_puts_into_the_groups_and_is_one_inside(String engine) throws IOException {
        Imported log = imported(engine);
        Set<String> joined = log.in("cgroups").stream().filter(event -> event.systemCall().equals("write") && text(event, 0).contains("cgroup.procs"))
                .map(event -> text(event, 1)).collect(Collectors.toSet());
        Event program = only(log.in("exec").stream().filter(event -> event.systemCall().equals("execve")).toList());
        assertEquals(1, program.pidInside());
        assertTrue(program.pid() != 1);
        if (engine.equals("crun")) {
            assertEquals(Set.of("\"" + program.pid() + "\""), joined);
        } else {
            assertTrue(log.of("write").stream().anyMatch(event -> text(event, 1).contains("\\\"stage2_pid\\\":" + program.pid() + "}")), "runc says it itself");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"runc", "crun"})
    void the_programs_own_calls_begin_after_its_execve(String engine) throws IOException {
        List<Event> payload = imported(engine).in("payload");
        assertTrue(payload.stream().filter(event -> event.threadName().equals("true")).count() >= 10);
        assertEquals(Set.of(1), payload.stream().map(Event::pidInside).collect(Collectors.toSet()));
        assertEquals("exit_group", payload.getLast().systemCall());
        assertEquals("0", text(payload.getLast(), 0));
    }

    @Test
    void the_loopback_of_runc_is_network() throws IOException {
        List<Event> network = imported("runc").in("network");
        assertTrue(network.stream().anyMatch(event -> event.systemCall().equals("sendto") && text(event, 1).contains("\\x6c\\x6f\\x00")), "a message about lo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"runc", "crun"})
    void nothing_of_a_log_is_lost_but_signals_and_exits(String engine) throws IOException {
        Imported log = imported(engine);
        long calls = Files.readAllLines(folder.resolve(engine + ".strace")).stream().filter(line -> line.matches(".*\\) += .*")).count();
        assertEquals(calls, log.events().size() - log.events().stream().filter(event -> event.resultText().equals("?") && !event.systemCall().equals("exit_group")).count());
        assertEquals(1, log.remarks().size(), log.remarks().toString());
        assertTrue(log.remarks().getFirst().endsWith("lines are no system calls (signals, exits, dumps) and were left out"));
        assertEquals("imported", log.events().getFirst().door());
        assertEquals(engine, log.header().command().getFirst());
        assertTrue(log.events().stream().allMatch(event -> event.startNanoseconds() >= 0));
    }

    @Test
    void layers_and_registries_are_recognised() throws IOException {
        Imported log = importedLines("7<podman> 1.0 execve(\"/usr/bin/podman\", [\"podman\", \"run\"], []) = 0",
                "7<podman> 1.1 connect(5<TCP:[1]>, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr(\"10.0.0.1\")}, 16) = 0",
                "7<podman> 1.2 mount(\"overlay\", \"/m\", \"overlay\", 0, \"lowerdir=/a:/b,upperdir=/u,workdir=/w\") = 0",
                "7<podman> 1.3 fsopen(\"overlay\", FSOPEN_CLOEXEC) = 3<anon_inode:[fscontext]>",
                "8<nft> 1.4 read(3, \"\", 5) = 0", "7<podman> 1.5 getpid() = 7");
        assertEquals(List.of("podman", "pull", "unpack", "unpack", "network", "podman"), log.events().stream().map(Event::stage).toList());
    }

    @Test
    void inner_numbers_of_children_are_matched_with_outer_ones() throws IOException {
        Imported log = importedLines("10 1.0 clone(child_stack=NULL, flags=CLONE_NEWPID|SIGCHLD) = 20", "20 1.1 clone(child_stack=NULL, flags=SIGCHLD) = 2",
                "20 1.2 clone(child_stack=NULL, flags=CLONE_THREAD) = 3", "25 1.3 getpid() = 2", "26 1.4 getpid() = 1", "20 1.5 clone(child_stack=NULL, flags=SIGCHLD) = 4 /* 31 in strace's PID NS */",
                "31 1.6 getpid() = 4");
        assertEquals(List.of("25:2", "20:1", "31:4"), log.of("getpid").stream().map(event -> event.pid() + ":" + event.pidInside()).toList());
    }

    @Test
    void a_process_that_unshares_its_numbers_has_a_child_that_is_one() throws IOException {
        Imported log = importedLines("10 1.0 unshare(CLONE_NEWPID|CLONE_NEWNS) = 0", "10 1.1 clone(child_stack=NULL, flags=SIGCHLD) = 20", "20 1.2 getpid() = 1");
        assertEquals("20:1", log.of("getpid").stream().map(event -> event.pid() + ":" + event.pidInside()).findFirst().orElseThrow());
    }

    @Test
    void a_refusal_keeps_its_name_and_number() throws IOException {
        Event event = only(importedLines("7 1.0 mount(\"a\", \"/b\", NULL, MS_BIND, NULL) = -1 EPERM (Operation not permitted) <0.000009>").events());
        assertEquals(-1, event.result());
        assertEquals(new Event.Refusal("EPERM", "Operation not permitted", null, null), event.refusal());
        assertEquals(9000, event.durationNanoseconds());
        assertEquals(List.of("MS_BIND"), event.arguments().get(3).flags());
    }
}
