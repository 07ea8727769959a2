package learnc.runtime.stage.network;

import java.util.ArrayList;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;
import learnc.runtime.kernel.netlink.Addresses;
import learnc.runtime.kernel.netlink.Ipv4;
import learnc.runtime.kernel.netlink.Link;
import learnc.runtime.kernel.netlink.Links;
import learnc.runtime.kernel.netlink.Message;
import learnc.runtime.kernel.netlink.NetlinkSocket;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Made;

/// The cable between a container and the bridge.
///
/// @param name    its end on the host; the other is eth0 inside
/// @param address the container's
record Cable(String name, Ipv4 address) {

    private static final String INSIDE_NAME = "eth0";
    private static final String PREFIX = "learnc";

    /// The name of the host's end: as much of the container's id as fits into the 15 bytes that a link's name may have.
    static String nameFor(String containerId) {
        return PREFIX + containerId.substring(0, Link.LONGEST_NAME - PREFIX.length());
    }

    /// Lays a cable from the bridge into the init's network namespace, with the next free address. The caller holds the
    /// namespace's lock.
    ///
    /// @param hasPorts whether the container publishes ports, to itself, too
    @Why(value = "Lays the cable (a veth pair): one end, called eth0, comes to light in the container, the other is plugged into the bridge.",
            without = "The container would have only its loopback device, and reach nobody.")
    @Refused(errno = Errno.EEXIST, call = "sendto", because = "a link with this name is there already", remedy = "`learnc cleanup`")
    static Cable lay(NetlinkSocket route, Bridge bridge, Init init, String name, boolean hasPorts, Ledger ledger) {
        var cable = new Cable(name, bridge.freeAddress());
        ledger.willMake(new Made.Link(name));
        var here = new Links.End(name, Bridge.macOfHostEnd(cable.address));
        var there = new Links.End(INSIDE_NAME, Bridge.macOfInsideEnd(cable.address));
        var orders = new ArrayList<Message>();
        orders.add(Links.newCable(here, bridge.index(), there, init.pid(), bridge.mtuBytes()));
        if (bridge.hasIpv6()) {
            orders.add(Links.withoutIpv6(name));
        }
        if (hasPorts) {
            orders.add(Links.hairpin(name));
        }
        orders.add(Links.up(name));
        route.tell(orders);
        return cable;
    }

    /// Switches the container's end on and tells it the way: everything goes to the bridge.
    @Why(call = "sendto", about = "RTM_NEWROUTE", value = "Switches the container's devices on, gives it its address, and tells it that everything "
            + "else is behind the bridge.",
            without = "A new link is switched off and has no address: every connect(2) would answer ENETUNREACH.")
    @Why(value = "Connects the container's end of the cable: address, way out, switched on.",
            without = "Every connect(2) inside would answer ENETUNREACH.")
    void connectInside(NetlinkSocket inside, Bridge bridge) {
        Link eth0 = Links.named(inside, INSIDE_NAME);
        var orders = new ArrayList<Message>();
        orders.add(Links.up(Links.LOOPBACK));
        if (eth0.hasIpv6()) {
            orders.add(Links.withoutIpv6(INSIDE_NAME));
        }
        orders.add(Addresses.add(eth0.index(), address, bridge.range()));
        orders.add(Links.up(eth0.index()));
        // A route to the gateway is accepted only when the gateway can be reached: after the address, on a link that is up.
        orders.add(Addresses.defaultRoute(bridge.gateway()));
        inside.tell(orders);
    }
}
