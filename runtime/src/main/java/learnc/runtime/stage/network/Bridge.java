package learnc.runtime.stage.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import learnc.runtime.kernel.Why;
import learnc.runtime.kernel.netlink.Addresses;
import learnc.runtime.kernel.netlink.Ipv4;
import learnc.runtime.kernel.netlink.Ipv4Range;
import learnc.runtime.kernel.netlink.Link;
import learnc.runtime.kernel.netlink.Links;
import learnc.runtime.kernel.netlink.Mac;
import learnc.runtime.kernel.netlink.Message;
import learnc.runtime.kernel.netlink.NetlinkSocket;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Made;

/// The switch on the host into which the containers' cables are plugged. It is made for the first container.
///
/// @param index    its number
/// @param name     its name
/// @param gateway  its own address
/// @param range    the addresses that it can give away
/// @param mtuBytes the longest packet
/// @param hasIpv6  whether the kernel speaks IPv6
/// @param isNew    whether it has just been made
/// @param ports    the links that are plugged in
record Bridge(int index, String name, Ipv4 gateway, Ipv4Range range, int mtuBytes, boolean hasIpv6, boolean isNew, List<Link> ports) {

    /// The first two bytes of the hardware addresses that learnc gives; the other four are the IPv4 address. That of the host's end
    /// differs from the container's, and it is how the kernel itself remembers which addresses are taken: a cable vanishes with its
    /// container, even when learnc was killed.
    private static final int HOST_END = 0xFE1C;
    private static final int INSIDE_END = 0x021C;

    /// The bridge with this name, made or completed where something is missing. The caller holds the namespace's lock.
    @Why(value = "Finds out what the machine's network looks like, and whether the bridge for containers is there already.",
            without = "A second bridge could be made, or one whose addresses are in use elsewhere.")
    static Bridge ready(NetlinkSocket route, String name, Ledger ledger) {
        // Undoing removes a bridge only when nothing is plugged in any more: so everybody who uses it writes it down.
        ledger.willMake(new Made.Link(name));
        List<Link> links = Links.all(route);
        List<Addresses.OfLink> addresses = Addresses.all(route);
        Link link = named(links, name);
        Addresses.OfLink own = link == null ? null : of(link, addresses);
        if (own != null && link.isUp()) {
            return new Bridge(link.index(), name, own.address(), own.range(), link.mtuBytes(), link.hasIpv6(), false, plugged(links, link));
        }
        return make(route, name, link, own, new Surroundings(links, addresses, Addresses.ways(route)));
    }

    @Why(call = "sendto", about = "bridge", value = "Makes the bridge, a switch made of software, into which the containers' cables are plugged.",
            without = "The cables of two containers would end nowhere; each would need a network of its own.")
    @Why(call = "sendto", about = "RTM_NEWADDR", value = "Gives the bridge its address, which is the containers' gateway, and switches it on.",
            without = "The containers would have nobody to whom they can send packets for the world.")
    @Why(value = "Makes the bridge ready: a switch of software into which the containers' cables are plugged.",
            without = "The container's cable would end nowhere.")
    private static Bridge make(NetlinkSocket route, String name, Link old, Addresses.OfLink own, Surroundings around) {
        Ipv4Range range = own != null ? own.range() : around.freeRange(old == null ? 0 : old.index());
        Ipv4 gateway = own != null ? own.address() : range.first().plus(1);
        if (old == null) {
            route.tell(Links.newBridge(name, macOfHostEnd(gateway), around.mtuBytes()));
        }
        Link link = old == null ? Links.named(route, name) : old;
        var orders = new ArrayList<Message>();
        if (link.hasIpv6()) {
            orders.add(Links.withoutIpv6(name));
        }
        if (own == null) {
            orders.add(Addresses.add(link.index(), gateway, range));
        }
        orders.add(Links.up(link.index()));
        route.tell(orders);
        return new Bridge(link.index(), name, gateway, range, link.mtuBytes(), link.hasIpv6(), old == null, plugged(around.links(), link));
    }

    private static Link named(List<Link> links, String name) {
        for (Link link : links) {
            if (link.name().equals(name)) {
                return bridge(link);
            }
        }
        return null;
    }

    private static Link bridge(Link link) {
        if (!link.kind().equals("bridge")) {
            throw new Failure("cannot use the network link " + link.name() + " as bridge: it is there already, and is no bridge"
                    + "\n  try: give that link another name (`ip link set " + link.name() + " name …`), or remove it");
        }
        return link;
    }

    private static Addresses.OfLink of(Link link, List<Addresses.OfLink> addresses) {
        for (Addresses.OfLink address : addresses) {
            if (address.link() == link.index()) {
                return address;
            }
        }
        return null;
    }

    private static List<Link> plugged(List<Link> links, Link bridge) {
        return links.stream().filter(link -> link.master() == bridge.index()).toList();
    }

    /// The lowest address that no cable has.
    Ipv4 freeAddress() {
        var taken = new HashSet<Ipv4>();
        taken.add(gateway);
        for (Link port : ports) {
            if (port.mac().start() == HOST_END) {
                taken.add(port.mac().address());
            }
        }
        for (Ipv4 address = range.first().plus(1); address.compareTo(range.last()) < 0; address = address.plus(1)) {
            if (!taken.contains(address)) {
                return address;
            }
        }
        throw new Failure("cannot find a free address: all of " + range + " are taken by containers at the bridge " + name
                + "\n  try: end some containers (`learnc ps`)");
    }

    /// The hardware address of a cable's end on the host.
    static Mac macOfHostEnd(Ipv4 address) {
        return Mac.of(HOST_END >>> Byte.SIZE, HOST_END & 0xFF, address);
    }

    /// The hardware address of a container's eth0. It follows from the IPv4 address, so a neighbour's memory of who has that
    /// address stays true when another container gets it.
    static Mac macOfInsideEnd(Ipv4 address) {
        return Mac.of(INSIDE_END >>> Byte.SIZE, INSIDE_END & 0xFF, address);
    }
}
