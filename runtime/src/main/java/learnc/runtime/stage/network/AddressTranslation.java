package learnc.runtime.stage.network;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.Why;
import learnc.runtime.kernel.netlink.Ipv4;
import learnc.runtime.kernel.netlink.Ipv4Range;
import learnc.runtime.kernel.netlink.Message;
import learnc.runtime.kernel.netlink.NetlinkSocket;
import learnc.runtime.kernel.netlink.Nft;
import learnc.runtime.kernel.netlink.Nft.Hook;
import learnc.runtime.kernel.netlink.Rule;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.NetworkRequest.Port;

/// The nftables table of a bridge: it has the bridge's name, is made and removed with it, and nobody else writes to it.
///
/// What a container sends to the world gets the host's address as its source (*masquerade*), because nobody out there knows the
/// way to the container's. What arrives at a published port gets the container's address as its destination (*DNAT*). Nothing
/// else from outside reaches a container.
final class AddressTranslation {

    private static final Ipv4Range LOOPBACK = Ipv4Range.of("127.0.0.0/8");
    private static final String PORTS = "ports";
    /// The places of nft(8)'s names raw, dstnat, filter and srcnat in the order of chains.
    private static final int RAW = -300;
    private static final int DSTNAT = -100;
    private static final int FILTER = 0;
    private static final int SRCNAT = 100;

    private final NetlinkSocket nftables;
    private final Bridge bridge;
    private final String table;

    /// The caller holds the namespace's lock.
    AddressTranslation(NetlinkSocket nftables, Bridge bridge) {
        this.nftables = nftables;
        this.bridge = bridge;
        table = bridge.name();
    }

    /// Makes the table where it is missing, and hands ports on to a container, all at once or nothing.
    ///
    /// @param container id, which is written on each of its rules
    /// @param address   where its ports are
    @Why(value = "Makes the rules that rewrite addresses: out goes the host's as source, in comes the container's for published ports.",
            without = "No answer from outside would find its way back, and no published port would be heard.")
    void publish(String container, Ipv4 address, List<PublishedPort> ports) {
        var orders = new ArrayList<Message>();
        if (bridge.isNew() || !Nft.hasTable(nftables, table)) {
            addTable(orders);
        } else {
            check(address, ports, orders);
        }
        for (PublishedPort published : ports) {
            orders.add(rule(container, address, published.port()).append());
        }
        if (!orders.isEmpty()) {
            Nft.commit(nftables, orders);
        }
    }

    private void addTable(List<Message> orders) {
        // Making it first lets removing it succeed: what a bridge of that name left behind is gone.
        orders.add(Nft.table(table));
        orders.add(Nft.deleteTable(table));
        orders.add(Nft.table(table));
        addGuard(orders);
        addPorts(orders);
        addMasquerade(orders);
        addForward(orders);
    }

    /// Published ports work from localhost, too, so packets of 127.0.0.0/8 may pass the bridge. Those that a container makes up may not.
    private void addGuard(List<Message> orders) {
        orders.add(Nft.baseChain(table, "guard", "filter", Hook.PREROUTING, RAW));
        orders.add(Rule.in(table, "guard").enteringBy(table).to(LOOPBACK).drop().append());
    }

    private void addPorts(List<Message> orders) {
        orders.add(Nft.chain(table, PORTS));
        orders.add(Nft.baseChain(table, "prerouting", "nat", Hook.PREROUTING, DSTNAT));
        orders.add(Rule.in(table, "prerouting").toThisMachine().jump(PORTS).append());
        // What the host itself sends never passes prerouting.
        orders.add(Nft.baseChain(table, "output", "nat", Hook.OUTPUT, DSTNAT));
        orders.add(Rule.in(table, "output").toThisMachine().jump(PORTS).append());
    }

    private void addMasquerade(List<Message> orders) {
        orders.add(Nft.baseChain(table, "postrouting", "nat", Hook.POSTROUTING, SRCNAT));
        orders.add(Rule.in(table, "postrouting").from(bridge.range()).notLeavingBy(table).masquerade().append());
        // From localhost: an answer to 127.0.0.1 would stay inside the container.
        orders.add(Rule.in(table, "postrouting").from(LOOPBACK).leavingBy(table).masquerade().append());
        // From a container to a port that it, or its neighbour, has published: the answer must come back this way.
        orders.add(Rule.in(table, "postrouting").from(bridge.range()).leavingBy(table).ofRewrittenDestination().masquerade().append());
    }

    private void addForward(List<Message> orders) {
        orders.add(Nft.baseChain(table, "forward", "filter", Hook.FORWARD, FILTER));
        orders.add(Rule.in(table, "forward").leavingBy(table).ofKnownConnection().accept().append());
        orders.add(Rule.in(table, "forward").leavingBy(table).enteringBy(table).accept().append());
        orders.add(Rule.in(table, "forward").leavingBy(table).ofRewrittenDestination().accept().append());
        orders.add(Rule.in(table, "forward").leavingBy(table).drop().append());
    }

    private Rule rule(String container, Ipv4 address, Port port) {
        Rule rule = Rule.in(table, PORTS);
        Ipv4 at = Ipv4.of(port.hostAddress());
        if (!at.equals(Ipv4.ANY)) {
            rule.to(new Ipv4Range(at, Integer.SIZE));
        }
        return rule.toPort(port.isUdp(), port.hostPort()).dnat(address, port.insidePort())
                .comment(container + " " + address + " " + name(port.hostAddress(), port));
    }

    /// Looks at the rules that are there. One for our address was left by a container whose learnc was killed: the address is free,
    /// so that container is dead, and its port must not lead to this one.
    private void check(Ipv4 address, List<PublishedPort> ports, List<Message> orders) {
        for (Nft.Existing rule : Nft.rules(nftables, table)) {
            if (rule.comment().contains(" " + address + " ")) {
                orders.add(Nft.deleteRule(rule));
            } else {
                refuseTaken(rule, ports);
            }
        }
    }

    /// The first of two rules for a port would win without a word. Sockets tell such ports apart ([HeldPorts]), but not when the
    /// learnc that held one was killed and its container lives on.
    private static void refuseTaken(Nft.Existing rule, List<PublishedPort> ports) {
        for (PublishedPort published : ports) {
            if (isFor(rule, published.port())) {
                throw new Failure("cannot publish port " + name(published.port().hostAddress(), published.port()) + ": the container "
                        + rule.comment().substring(0, rule.comment().indexOf(' ')) + " publishes it already"
                        + "\n  try: another port; or, when that container is dead, `learnc cleanup`");
            }
        }
    }

    private static boolean isFor(Nft.Existing rule, Port port) {
        String any = Ipv4.ANY.toString();
        boolean isForAll = port.hostAddress().equals(any) && rule.comment().endsWith(name("", port));
        return isForAll || rule.comment().endsWith(" " + name(port.hostAddress(), port)) || rule.comment().endsWith(" " + name(any, port));
    }

    /// `0.0.0.0:8080/tcp`.
    private static String name(String address, Port port) {
        return address + ":" + port.hostPort() + (port.isUdp() ? "/udp" : "/tcp");
    }
}
