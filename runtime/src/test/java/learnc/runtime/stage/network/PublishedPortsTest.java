package learnc.runtime.stage.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.RootTest;
import learnc.runtime.kernel.Init;
import learnc.runtime.network.Disconnection;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.NetworkRequest.Mode;
import learnc.runtime.spec.NetworkRequest.Port;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A host with the address 10.9.0.1 on a link to the world, which is a third machine at 10.9.0.2 and knows no way to the bridge's range.
@RootTest
@Timeout(300)
class PublishedPortsTest {

    private static final String HTTP_FROM_OUTSIDE = "busybox nc -w 2 10.9.0.1 8080 </dev/null";

    private final TwoMachines machines = new TwoMachines();
    private final List<Process> servers = new ArrayList<>();
    private final Init world = machines.box();
    private final Init box = machines.box();

    @BeforeEach
    void connectHostAndWorld() {
        shell(machines.host, "ip link add wan type veth peer name eth0 netns " + world.pid() + " && ip link set wan addrgenmode none && ip address add 10.9.0.1/24 dev wan && ip link set wan up");
        shell(world, "ip link set eth0 addrgenmode none; ip address add 10.9.0.2/24 dev eth0 && ip link set eth0 up && ip link set lo up");
        shell(machines.host, "until ip -br link show wan | grep -q UP; do :; done");
    }

    @AfterEach
    void endAll() {
        servers.forEach(Process::destroyForcibly);
        machines.close();
    }

    private static String shell(Init where, String command) {
        return TwoMachines.shell(where, command);
    }

    private Connection connect(Port... ports) {
        return machines.network().connect(box, machines.request(Mode.BRIDGE, ports));
    }

    private static Port tcp(String hostAddress, int hostPort, int insidePort) {
        return new Port(hostAddress, hostPort, insidePort, false);
    }

    /// Starts a server that greets everybody.
    private void serve(Init where, int port, String greeting) {
        servers.add(TwoMachines.background(where, "exec busybox nc -ll -p " + port + " -e /bin/echo " + greeting));
        shell(where, "until ss -Hltn 'sport = :" + port + "' | grep -q LISTEN; do :; done");
    }

    @Test
    void the_world_answers_a_container_whose_address_it_does_not_know() {
        connect();
        assertTrue(shell(box, "busybox ping -c 1 -W 5 10.9.0.2").contains(" 0% packet loss"));
    }

    @Test
    void the_world_reaches_a_published_port() {
        connect(tcp("0.0.0.0", 8080, 80));
        serve(box, 80, "hello");
        assertEquals("hello\n", shell(world, HTTP_FROM_OUTSIDE));
    }

    @Test
    void the_world_reaches_no_other_port_even_when_it_knows_the_way() {
        connect(tcp("0.0.0.0", 8080, 80));
        serve(box, 81, "secret");
        shell(world, "ip route add 172.30.0.0/16 via 10.9.0.1");
        assertFalse(shell(world, "busybox nc -w 1 172.30.0.2 81 </dev/null").contains("secret"));
        assertEquals("secret\n", shell(machines.host, "busybox nc -w 2 172.30.0.2 81 </dev/null"));
    }

    @Test
    void the_host_reaches_a_published_port_at_localhost_and_at_its_own_address() {
        connect(tcp("0.0.0.0", 8080, 80));
        serve(box, 80, "hello");
        assertEquals("hello\n", shell(machines.host, "busybox nc -w 2 127.0.0.1 8080 </dev/null"));
        assertEquals("hello\n", shell(machines.host, HTTP_FROM_OUTSIDE));
    }

    @Test
    void a_container_and_its_neighbour_reach_a_published_port_by_the_hosts_address() {
        connect(tcp("0.0.0.0", 8080, 80));
        serve(box, 80, "hello");
        Init neighbour = machines.box();
        machines.network().connect(neighbour, machines.request(Mode.BRIDGE));
        assertEquals("hello\n", shell(neighbour, HTTP_FROM_OUTSIDE));
        assertEquals("hello\n", shell(box, HTTP_FROM_OUTSIDE));
    }

    @Test
    void a_port_published_at_localhost_is_for_the_host_alone() {
        connect(tcp("127.0.0.1", 8080, 80));
        serve(box, 80, "hello");
        assertEquals("hello\n", shell(machines.host, "busybox nc -w 2 127.0.0.1 8080 </dev/null"));
        assertFalse(shell(world, HTTP_FROM_OUTSIDE).contains("hello"));
    }

    @Test
    void udp_is_published_and_answered_too() {
        connect(new Port("0.0.0.0", 5353, 53, true));
        servers.add(TwoMachines.background(box, "exec perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(Proto => \"udp\", LocalPort => 53); "
                + "for (1..2) { $s->recv($b, 99); $s->send(\"you said $b\") }'"));
        shell(box, "until ss -Hlun 'sport = :53' | grep -q 53; do :; done");
        String client = "perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(Proto => \"udp\", PeerAddr => \"%s:5353\"); "
                + "alarm 5; $s->send(\"hi\"); $s->recv($b, 99); print $b'";
        assertEquals("you said hi", shell(world, client.replace("%s", "10.9.0.1")));
        assertEquals("you said hi", shell(machines.host, client.replace("%s", "127.0.0.1")));
    }

    @Test
    void a_container_cannot_reach_what_listens_on_the_hosts_loopback_device() {
        connect(tcp("0.0.0.0", 8080, 80));
        Process listener = TwoMachines.background(machines.host, "exec perl -MIO::Socket::INET -e '"
                + "alarm 20; $s = IO::Socket::INET->new(Proto => \"udp\", LocalAddr => \"127.0.0.1\", LocalPort => 631); $s->recv($b, 99); print $b'");
        shell(machines.host, "until ss -Hlun 'sport = :631' | grep -q 631; do :; done");
        shell(box, "ip route del local 127.0.0.0/8 dev lo table local; ip route del local 127.0.0.1 dev lo table local; ip route add 127.0.0.1/32 via 172.30.0.1 src 172.30.0.2");
        shell(box, "bash -c 'echo kept out >/dev/udp/127.0.0.1/631'");
        // It is our rule that keeps the container out, not this test's clumsiness: without it, the next packet arrives.
        shell(machines.host, "nft flush chain ip learnc0 guard");
        shell(box, "bash -c 'echo let in >/dev/udp/127.0.0.1/631'");
        assertEquals("let in\n", TwoMachines.finish(listener));
    }

    @Test
    void a_port_that_a_program_of_the_host_uses_is_refused_and_nothing_is_made() {
        serve(machines.host, 8080, "mine");
        String before = machines.census();
        Failure failure = assertThrows(Failure.class, () -> connect(tcp("0.0.0.0", 8080, 80)));
        assertTrue(failure.getMessage().startsWith("cannot publish port 8080/tcp at the address 0.0.0.0: another program"), failure.getMessage());
        assertEquals(before, machines.census());
    }

    @Test
    void a_port_that_another_container_publishes_is_refused() {
        connect(tcp("0.0.0.0", 8080, 80));
        assertThrows(Failure.class, () -> machines.network().connect(machines.box(), machines.request(Mode.BRIDGE, tcp("127.0.0.1", 8080, 80))));
    }

    @Test
    void a_port_of_a_container_whose_learnc_was_killed_is_refused_by_its_name() {
        Connection connection = connect(tcp("0.0.0.0", 8080, 80));
        machines.network().release(connection);
        Failure failure = assertThrows(Failure.class, () -> machines.network().connect(machines.box(), machines.request(Mode.BRIDGE, tcp("127.0.0.1", 8080, 80))));
        assertTrue(failure.getMessage().contains("publishes it already"), failure.getMessage());
        machines.network().connect(machines.box(), machines.request(Mode.BRIDGE, tcp("0.0.0.0", 18080, 80)));
    }

    @Test
    void a_dead_containers_port_does_not_lead_to_the_one_that_has_its_address_now() {
        Connection first = connect(tcp("0.0.0.0", 8080, 80));
        machines.network().release(first);
        new Disconnection(machines.hostKernel()).link(first.link());
        Connection second = machines.network().connect(machines.box(), machines.request(Mode.BRIDGE));
        assertEquals(first.address(), second.address());
        assertEquals("", shell(machines.host, "nft list chain ip learnc0 ports | grep dnat"));
    }

    @Test
    void an_address_that_the_host_does_not_have_is_refused() {
        Failure failure = assertThrows(Failure.class, () -> connect(tcp("10.9.0.77", 8080, 80)));
        assertTrue(failure.getMessage().contains("does not have that address"), failure.getMessage());
        assertThrows(Failure.class, () -> connect(tcp("::1", 8080, 80)));
    }

    @Test
    void port_zero_becomes_one_that_is_free_and_is_told() {
        Connection connection = connect(tcp("0.0.0.0", 0, 80));
        int port = connection.ports().getFirst().port().hostPort();
        assertEquals("0.0.0.0:" + port + "->80/tcp", connection.ports().getFirst().toString());
        assertTrue(port > 0);
        serve(box, 80, "hello");
        assertEquals("hello\n", shell(world, "busybox nc -w 2 10.9.0.1 " + port + " </dev/null"));
    }

    @Test
    void one_containers_rules_go_and_the_others_stay() {
        ContainerRequest first = machines.request(Mode.BRIDGE, tcp("0.0.0.0", 8080, 80), tcp("0.0.0.0", 8081, 81));
        machines.network().connect(box, first);
        ContainerRequest second = machines.request(Mode.BRIDGE, tcp("0.0.0.0", 9090, 80));
        machines.network().connect(machines.box(), second);
        assertTrue(machines.made.contains(new Made.NatRules(first.id())));
        new Disconnection(machines.hostKernel()).natRules(first.id());
        assertEquals("\t\ttcp dport 9090 dnat to 172.30.0.3:80 comment \"" + second.id() + " 172.30.0.3 0.0.0.0:9090/tcp\"\n",
                shell(machines.host, "nft list chain ip learnc0 ports | grep dnat"));
    }

    @Test
    void removing_what_the_ledger_lists_leaves_no_rule_either() {
        shell(machines.host, "nft 'add table ip others; add chain ip others some { type filter hook forward priority 5; }; add rule ip others some ip daddr 10.0.0.0/8 accept'");
        String before = machines.census();
        connect(tcp("0.0.0.0", 8080, 80));
        machines.undo();
        assertEquals(before, machines.census());
    }

    @Test
    void beside_docker_packets_pass_and_iptables_can_still_read_its_table() {
        shell(machines.host, "iptables -P FORWARD DROP; iptables -N DOCKER-USER; iptables -A FORWARD -j DOCKER-USER; iptables -A DOCKER-USER -j RETURN");
        String before = machines.census();
        connect(tcp("0.0.0.0", 8080, 80));
        serve(box, 80, "hello");
        assertEquals("hello\n", shell(world, HTTP_FROM_OUTSIDE));
        assertTrue(shell(box, "busybox ping -c 1 -W 5 10.9.0.2").contains(" 0% packet loss"));
        machines.network().connect(machines.box(), machines.request(Mode.BRIDGE));
        assertEquals("""
                -A FORWARD -j DOCKER-USER
                -A DOCKER-USER -i learnc0 -m comment --comment learnc0 -j ACCEPT
                -A DOCKER-USER -o learnc0 -m comment --comment learnc0 -j ACCEPT
                -A DOCKER-USER -j RETURN
                """, shell(machines.host, "iptables-save -t filter | grep ^-A"));
        machines.undo();
        assertEquals(before, machines.census());
    }

    @Test
    void a_firewall_that_may_drop_packets_is_named_and_left_alone() {
        shell(machines.host, "nft 'add table inet wall; add chain inet wall gate { type filter hook forward priority 5; policy drop; }'");
        String before = shell(machines.host, "nft list table inet wall");
        Connection connection = connect();
        assertEquals(1, connection.warnings().size());
        assertTrue(connection.warnings().getFirst().contains("the nftables chain inet wall gate drops"), connection.warnings()::toString);
        assertEquals(before, shell(machines.host, "nft list table inet wall"));
    }

    @Test
    void nft_reads_the_table_as_it_was_meant() {
        ContainerRequest request = machines.request(Mode.BRIDGE, tcp("127.0.0.1", 8080, 80), new Port("0.0.0.0", 53, 5353, true));
        machines.network().connect(box, request);
        assertEquals("""
                table ip learnc0 {
                	chain guard {
                		type filter hook prerouting priority raw; policy accept;
                		iifname "learnc0" ip daddr 127.0.0.0/8 drop
                	}

                	chain ports {
                		ip daddr 127.0.0.1 tcp dport 8080 dnat to 172.30.0.2:80 comment "ID 172.30.0.2 127.0.0.1:8080/tcp"
                		udp dport 53 dnat to 172.30.0.2:5353 comment "ID 172.30.0.2 0.0.0.0:53/udp"
                	}

                	chain prerouting {
                		type nat hook prerouting priority dstnat; policy accept;
                		fib daddr type local jump ports
                	}

                	chain output {
                		type nat hook output priority -100; policy accept;
                		fib daddr type local jump ports
                	}

                	chain postrouting {
                		type nat hook postrouting priority srcnat; policy accept;
                		ip saddr 172.30.0.0/16 oifname != "learnc0" masquerade
                		ip saddr 127.0.0.0/8 oifname "learnc0" masquerade
                		ip saddr 172.30.0.0/16 oifname "learnc0" ct status dnat masquerade
                	}

                	chain forward {
                		type filter hook forward priority filter; policy accept;
                		oifname "learnc0" ct state established,related accept
                		oifname "learnc0" iifname "learnc0" accept
                		oifname "learnc0" ct status dnat accept
                		oifname "learnc0" drop
                	}
                }
                """.replace("ID", request.id()), shell(machines.host, "nft list table ip learnc0"));
    }
}
