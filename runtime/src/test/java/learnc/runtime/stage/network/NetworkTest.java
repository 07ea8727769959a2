package learnc.runtime.stage.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import learnc.runtime.RootTest;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.network.Disconnection;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.NetworkRequest.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@RootTest
@Timeout(300)
class NetworkTest {

    private final TwoMachines machines = new TwoMachines();

    @AfterEach
    void endAll() {
        machines.close();
    }

    private static String shell(Init where, String command) {
        return TwoMachines.shell(where, command);
    }

    /// The kernel notes a little later than the cable is switched on that something is plugged in.
    private static void awaitCarrier(Init box) {
        shell(box, "until ip -br link show eth0 | grep -q UP; do :; done");
    }

    @Test
    void without_a_network_a_container_has_only_its_loopback_device() {
        Init box = machines.box();
        ContainerRequest request = machines.request(Mode.NONE);
        machines.network().connect(box, request);
        assertEquals("lo UNKNOWN 127.0.0.1/8 ::1/128 \n", shell(box, "ip -br address | tr -s ' '"));
        assertEquals("box\n", machines.file(request, "hostname"));
        assertEquals(List.of(), machines.made);
    }

    @Test
    void a_container_on_the_hosts_network_changes_nothing_and_reads_the_hosts_own_files() throws Exception {
        Init box = machines.box();
        ContainerRequest request = machines.request(Mode.HOST);
        String before = machines.census();
        machines.network().connect(box, request);
        assertEquals(before, machines.census());
        assertEquals(Files.readString(Path.of("/etc/hosts")), machines.file(request, "hosts"));
        assertEquals(Files.readString(Path.of("/etc/resolv.conf")), machines.file(request, "resolv.conf"));
    }

    @Test
    void a_container_at_the_bridge_has_an_address_a_route_and_no_ipv6() {
        Init box = machines.box();
        Connection connection = machines.network().connect(box, machines.request(Mode.BRIDGE));
        assertEquals("172.30.0.2", connection.address().toString());
        awaitCarrier(box);
        assertEquals("lo UNKNOWN 127.0.0.1/8 ::1/128 \neth0 UP 172.30.0.2/16 \n", shell(box, "ip -br address | sed 's/@[^ ]*//' | tr -s ' '"));
        assertEquals("default via 172.30.0.1 dev eth0 \n172.30.0.0/16 dev eth0 proto kernel scope link src 172.30.0.2 \n", shell(box, "ip route"));
        assertTrue(shell(box, "ip -o link show eth0").contains("link/ether 02:1c:ac:1e:00:02"));
        assertEquals("learnc0 UP 172.30.0.1/16 \n", shell(machines.host, "ip -br address show learnc0 | tr -s ' '"));
        assertTrue(shell(machines.host, "bridge link").contains(connection.link()));
    }

    @Test
    void host_and_container_reach_each_other() {
        Init box = machines.box();
        Connection connection = machines.network().connect(box, machines.request(Mode.BRIDGE));
        assertTrue(shell(machines.host, "busybox ping -c 1 -W 5 " + connection.address()).contains(" 0% packet loss"));
        assertTrue(shell(box, "busybox ping -c 1 -W 5 " + connection.gateway()).contains(" 0% packet loss"));
    }

    @Test
    void two_containers_have_different_addresses_and_reach_each_other() {
        Init one = machines.box();
        Init two = machines.box();
        machines.network().connect(one, machines.request(Mode.BRIDGE));
        Connection second = machines.network().connect(two, machines.request(Mode.BRIDGE));
        assertEquals("172.30.0.3", second.address().toString());
        assertTrue(shell(one, "busybox ping -c 1 -W 5 172.30.0.3").contains(" 0% packet loss"));
    }

    @Test
    void the_container_finds_itself_by_name() {
        ContainerRequest request = machines.request(Mode.BRIDGE);
        machines.network().connect(machines.box(), request);
        assertTrue(machines.file(request, "hosts").endsWith("172.30.0.2\tbox\n"));
        assertTrue(machines.file(request, "hosts").startsWith("127.0.0.1\tlocalhost\n"));
    }

    @Test
    void fifty_containers_at_once_get_fifty_addresses() throws Exception {
        List<ContainerRequest> requests = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            requests.add(machines.request(Mode.BRIDGE));
        }
        Set<String> addresses = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int first = thread;
                // A puppet performs one call at a time, so the host's part is played by eight of them in one namespace.
                var network = new Network(machines.anotherInHostNamespace(), machines.made::add, machines.places);
                running.add(threads.submit(() -> {
                    for (int i = first; i < 50; i += 8) {
                        Init box = machines.box();
                        addresses.add(network.connect(box, requests.get(i)).address().toString());
                        machines.becomeProgram(box);
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        assertEquals(50, addresses.size());
        assertEquals("50\n", shell(machines.host, "bridge link | wc -l"));
    }

    @Test
    void an_address_is_free_again_when_its_container_is_dead_and_nobody_cleaned_up() throws Exception {
        Init box = machines.box();
        Connection first = machines.network().connect(box, machines.request(Mode.BRIDGE));
        machines.end(box);
        // The kernel dismantles a namespace a little later than its last process.
        while (shell(machines.host, "ip link show " + first.link()).contains("state")) {
            Thread.onSpinWait();
        }
        assertEquals(first.address(), machines.network().connect(machines.box(), machines.request(Mode.BRIDGE)).address());
    }

    @Test
    void removing_what_the_ledger_lists_leaves_the_host_as_it_was() {
        String before = machines.census();
        machines.network().connect(machines.box(), machines.request(Mode.BRIDGE));
        machines.network().connect(machines.box(), machines.request(Mode.BRIDGE));
        machines.undo();
        assertEquals(before, machines.census());
    }

    @Test
    void a_bridge_that_another_container_uses_stays() {
        machines.network().connect(machines.box(), machines.request(Mode.BRIDGE));
        new Disconnection(machines.hostKernel()).link("learnc0");
        assertTrue(shell(machines.host, "ip link show learnc0").contains("learnc0"));
    }

    @Test
    void the_ledger_knows_of_a_thing_before_it_is_there() {
        String before = machines.census();
        var failing = new Network(machines.hostKernel(), thing -> {
            throw new Failure("no room in the ledger for " + thing);
        }, machines.places);
        assertThrows(Failure.class, () -> failing.connect(machines.box(), machines.request(Mode.BRIDGE)));
        assertEquals(before, machines.census());
    }

    @Test
    void a_range_that_the_host_uses_is_not_taken() {
        shell(machines.host, "ip link add other type bridge; ip address add 172.30.5.1/24 dev other; ip link set other up; ip route add 172.31.0.0/17 dev other");
        assertEquals("172.29.0.1", machines.network().connect(machines.box(), machines.request(Mode.BRIDGE)).gateway().toString());
    }

    @Test
    void packets_are_no_longer_than_the_hosts_way_out_allows() {
        shell(machines.host, "ip link add out mtu 1400 type veth peer name world; ip link set world up; ip address add 10.9.0.2/24 dev out; ip link set out up; ip route add default via 10.9.0.1");
        Init box = machines.box();
        machines.network().connect(box, machines.request(Mode.BRIDGE));
        assertTrue(shell(box, "ip link show eth0").contains("mtu 1400"));
    }

    @Test
    void a_half_made_bridge_is_completed() {
        shell(machines.host, "ip link add learnc0 type bridge");
        Connection connection = machines.network().connect(machines.box(), machines.request(Mode.BRIDGE));
        assertEquals("172.30.0.1", connection.gateway().toString());
        assertEquals("learnc0 172.30.0.1/16\n", shell(machines.host, "ip -o -4 address show up dev learnc0 | tr -s ' ' | cut -d' ' -f2,4"));
    }

    @Test
    void a_link_of_that_name_that_is_no_bridge_is_not_touched() {
        shell(machines.host, "ip link add learnc0 type veth peer name other");
        Failure failure = assertThrows(Failure.class, () -> machines.network().connect(machines.box(), machines.request(Mode.BRIDGE)));
        assertTrue(failure.getMessage().contains("is no bridge"), failure.getMessage());
    }

    @Test
    void what_the_ledger_lists_is_the_bridge_and_the_cable() {
        Connection connection = machines.network().connect(machines.box(), machines.request(Mode.BRIDGE));
        assertTrue(machines.made.containsAll(List.of(new Made.Link("learnc0"), new Made.Link(connection.link()))), machines.made::toString);
    }

    @Test
    void a_kernel_without_nftables_is_told_so_with_the_way_out_and_can_still_run_without_a_network() {
        try (var poor = new TwoMachines(TwoMachines::withoutNftables)) {
            KernelRefusal refusal = assertThrows(KernelRefusal.class, () -> poor.network().connect(poor.box(), poor.request(Mode.BRIDGE)));
            assertTrue(refusal.getMessage().contains("`modprobe nf_tables`, or run with --network none"), refusal.getMessage());
            poor.undo();
            assertEquals("", shell(poor.host, "ip -o link | grep learnc"));
            poor.network().connect(poor.box(), poor.request(Mode.NONE));
        }
    }

    @Test
    void on_the_real_host_a_bridge_of_another_name_comes_and_goes() {
        String name = "learncT" + ProcessHandle.current().pid() % 10_000_000;
        try (var linux = new Linux(UnaryOperator.identity())) {
            Kernel host = linux.host();
            String forward = WholeFile.text(host, "/proc/sys/net/ipv4/ip_forward");
            List<Made> made = new ArrayList<>();
            try {
                Connection connection = new Network(host, made::add, machines.places, name).connect(machines.box(), machines.request(Mode.BRIDGE));
                assertEquals(name, connection.bridge());
                assertTrue(Files.exists(Path.of("/sys/class/net", name, "brif", connection.link())));
            } finally {
                TwoMachines.undo(new Disconnection(host), made);
                WholeFile.set(host, "/proc/sys/net/ipv4/ip_forward", forward.strip());
            }
            assertEquals(2, made.size());
            assertFalse(Files.exists(Path.of("/sys/class/net", name)));
        }
    }
}
