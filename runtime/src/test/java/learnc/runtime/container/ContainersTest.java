package learnc.runtime.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.OpenFlags;
import learnc.runtime.kernel.ProcessAge;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Rights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ContainersTest {

    private static final String ID = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String OTHER = "0123ffffffffffff0123456789abcdef0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private final Kernel host = new Linux(UnaryOperator.identity()).host();
    private Places places;
    private Containers containers;

    @BeforeEach
    void places() {
        places = new Places(folder + "/root", folder + "/run");
        containers = new Containers(host, places);
    }

    @Test
    void a_state_survives_the_way_through_its_file() {
        var running = new Running(new Made.Process(20, 30), List.of("A=1", "B=\udcff"), "/work", "me:us", List.of("audio"),
                new Rights(List.of("CAP_NET_ADMIN"), List.of("ALL"), true), List.of("/sys/fs/cgroup/learnc-c1"), "172.30.0.2", List.of("0.0.0.0:80->80/tcp"));
        State state = new State(ID, "eager_euler", "alpine", List.of("echo", "a \"b\"\n", "\udcff\ud83d\ude00"), 1_234_567_890_123L, 10, running);
        Container container = containers.create(state);
        assertEquals(state, container.state());
        container.become(fresh(ID, "other"));
        assertEquals(fresh(ID, "other"), container.state());
        container.letGo();
    }

    @Test
    void nobody_but_root_gets_at_a_containers_files_because_some_may_be_setuid() {
        Container container = containers.create(fresh(ID, "one"));
        assertEquals(0700, host.statx(OpenFlags.AT_FDCWD, places.container(ID), 0).permissions());
        container.letGo();
    }

    @Test
    void a_running_container_is_found_by_name_and_by_the_beginning_of_its_id() {
        Container one = containers.create(runningNow(ID, "one"));
        Container two = containers.create(runningNow(OTHER, "two"));
        Container three = containers.create(fresh(OTHER.replace('f', 'e'), "three"));
        assertEquals(ID, containers.running("one").id());
        assertEquals(OTHER, containers.running("0123f").id());
        assertTrue(assertThrows(Failure.class, () -> containers.running("0123")).getMessage().startsWith("more than one"));
        assertTrue(assertThrows(Failure.class, () -> containers.running("three")).getMessage().startsWith("no container"));
        assertTrue(assertThrows(Failure.class, () -> containers.running("")).getMessage().startsWith("more than one"));
        one.letGo();
        two.letGo();
        three.letGo();
    }

    @Test
    void a_name_belongs_to_one_container() {
        Container one = containers.create(fresh(ID, "one"));
        String message = assertThrows(Failure.class, () -> containers.create(fresh(OTHER, "one"))).getMessage();
        assertTrue(message.startsWith("the name \"one\" is taken by container 0123456789ab"), message);
        assertFalse(Files.exists(Path.of(places.container(OTHER))));
        one.letGo();
    }

    @Test
    void only_a_container_that_nobody_holds_can_be_taken_over() {
        Container held = containers.create(fresh(ID, "held"));
        containers.create(fresh(OTHER, "left")).letGo();
        List<Container> taken = containers.takeAbandoned();
        assertEquals(List.of(OTHER), taken.stream().map(Container::id).toList());
        taken.getFirst().letGo();
        assertEquals(List.of(OTHER), containers.all().stream().filter(seen -> seen.life() == Life.ABANDONED).map(Containers.Seen::id).toList());
        held.letGo();
    }

    @Test
    void the_end_of_a_container_takes_everything_that_the_ledger_tells_and_the_ledger() throws IOException {
        Container container = containers.create(fresh(ID, "one"));
        Path file = Path.of(places.run(), "hosts");
        container.ledger().willMake(new Made.File(file.toString()));
        Files.writeString(file, "127.0.0.1");
        assertEquals(List.of(), container.end(new Undo(host, places, null)));
        assertFalse(Files.exists(file));
        assertFalse(Files.exists(Path.of(places.container(ID))));
        assertEquals(List.of(), containers.all());
    }

    @Test
    void what_cannot_be_taken_back_stays_in_the_ledger() {
        Container container = containers.create(fresh(ID, "one"));
        container.ledger().willMake(new Made.Directory("/etc"));
        assertEquals(1, container.end(new Undo(host, places, null)).size());
        List<Container> taken = containers.takeAbandoned();
        assertEquals(List.of(new Made.Directory("/etc")), taken.getFirst().things());
        taken.getFirst().letGo();
    }

    @Test
    void a_learnc_that_was_killed_before_its_first_line_leaves_a_directory_that_is_taken_away() throws IOException {
        Files.createDirectories(Path.of(places.container(ID)));
        List<Container> taken = containers.takeAbandoned();
        assertNull(taken.getFirst().state());
        assertEquals(List.of(), taken.getFirst().end(new Undo(host, places, null)));
        assertFalse(Files.exists(Path.of(places.container(ID))));
    }

    private static State fresh(String id, String name) {
        return new State(id, name, "alpine", List.of(), 1, 2, null);
    }

    private State runningNow(String id, String name) {
        int self = (int) ProcessHandle.current().pid();
        var process = new Made.Process(self, ProcessAge.startTicks(host, self));
        return fresh(id, name).running(List.of("sh"), new Running(process, List.of(), "/", "", List.of(), new Rights(List.of(), List.of(), true), List.of(), "", List.of()));
    }
}
