package learnc.runtime.kernel.netlink;

import static learnc.runtime.kernel.netlink.Netlink.NLM_F_CREATE;
import static learnc.runtime.kernel.netlink.Netlink.NLM_F_EXCL;
import static learnc.runtime.kernel.netlink.Netlink.NLM_F_REQUEST;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.KernelText;
import learnc.runtime.kernel.Manual;
import learnc.runtime.kernel.Why;

/// Messages about links.
@Manual("rtnetlink(7)")
public final class Links {

    /// The loopback device has this number in every network namespace.
    public static final int LOOPBACK = 1;
    private static final int AF_INET6 = 10;

    private Links() {
    }

    /// Every link of the namespace.
    @Why(call = "sendto", value = "Asks which network links there are: {}", without = "{}")
    public static List<Link> all(NetlinkSocket socket) {
        var links = new ArrayList<Link>();
        for (Reply reply : socket.list(everyLink())) {
            links.add(Link.of(reply));
        }
        return links;
    }

    /// Asks for all of them, without their counters.
    static Message everyLink() {
        return link(Route.RTM_GETLINK, 0, 0, 0).number(Route.IFLA_EXT_MASK, Route.RTEXT_FILTER_SKIP_STATS);
    }

    /// The link with this name.
    ///
    /// @throws NetlinkRefusal ENODEV when there is none
    @Why(call = "sendto", value = "Asks for the number of a link, because orders name links by number: {}", without = "{}")
    public static Link named(NetlinkSocket socket, String name) {
        return Link.of(socket.ask(link(Route.RTM_GETLINK, 0, 0, 0).text(Route.IFLA_IFNAME, name)));
    }

    /// Makes a bridge: a switch inside the kernel.
    public static Message newBridge(String name, Mac mac, int mtuBytes) {
        return link(Route.RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, 0, 0)
                .bytes(Route.IFLA_ADDRESS, mac.bytes()).number(Route.IFLA_MTU, mtuBytes).text(Route.IFLA_IFNAME, name)
                .nest(Route.IFLA_LINKINFO, info -> kind(info, "bridge"));
    }

    /// One end of a cable.
    ///
    /// @param name at most 15 bytes
    /// @param mac  its hardware address
    public record End(String name, Mac mac) {
    }

    /// Makes a cable (a veth pair). What goes in at one end comes out at the other.
    ///
    /// @param here     stays in this namespace, plugged into the bridge with the number `bridge`
    /// @param there    comes to light in the network namespace of the process `pid`
    /// @param mtuBytes the longest packet, for both ends
    public static Message newCable(End here, int bridge, End there, int pid, int mtuBytes) {
        return link(Route.RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, 0, 0)
                .bytes(Route.IFLA_ADDRESS, here.mac.bytes()).number(Route.IFLA_MTU, mtuBytes).number(Route.IFLA_MASTER, bridge)
                .text(Route.IFLA_IFNAME, here.name)
                .nest(Route.IFLA_LINKINFO, info -> kind(info, "veth")
                        .nest(Route.IFLA_INFO_DATA, veth -> veth.nest(Route.VETH_INFO_PEER, peer -> struct(peer, 0, 0)
                                .bytes(Route.IFLA_ADDRESS, there.mac.bytes()).number(Route.IFLA_MTU, mtuBytes)
                                .number(Route.IFLA_NET_NS_PID, pid).text(Route.IFLA_IFNAME, there.name))));
    }

    /// Switches a link on.
    public static Message up(int index) {
        return link(Route.RTM_SETLINK, 0, index, Route.IFF_UP);
    }

    /// Switches a link on, by name.
    public static Message up(String name) {
        return link(Route.RTM_SETLINK, 0, 0, Route.IFF_UP).text(Route.IFLA_IFNAME, name);
    }

    /// Lets a bridge send a packet back through the port by which it came in. Without it, a container never reaches a port that it
    /// has published itself, because Linux rewrites addresses before the bridge decides (bridge-nf-call-iptables).
    public static Message hairpin(String name) {
        return link(Route.RTM_NEWLINK, 0, 0, 0).text(Route.IFLA_IFNAME, name)
                .nest(Route.IFLA_LINKINFO, info -> info.text(Route.IFLA_INFO_SLAVE_KIND, "bridge")
                        .nest(Route.IFLA_INFO_SLAVE_DATA, port -> port.bytes(Route.IFLA_BRPORT_MODE, (byte) 1)));
    }

    /// Lets a link have no IPv6 address of its own making. Must be told before the link is switched on, and is refused with
    /// EAFNOSUPPORT where the kernel speaks no IPv6.
    public static Message withoutIpv6(String name) {
        return link(Route.RTM_SETLINK, 0, 0, 0).text(Route.IFLA_IFNAME, name)
                .nest(Route.IFLA_AF_SPEC, families -> families
                        .nest(AF_INET6, family -> family.bytes(Route.IFLA_INET6_ADDR_GEN_MODE, (byte) Route.IN6_ADDR_GEN_MODE_NONE)));
    }

    /// Removes a link; of a cable both ends go.
    public static Message delete(String name) {
        return link(Route.RTM_DELLINK, 0, 0, 0).text(Route.IFLA_IFNAME, name);
    }

    /// The one name that goes without an ending zero.
    private static Message kind(Message info, String kind) {
        return info.bytes(Route.IFLA_INFO_KIND, KernelText.bytes(kind));
    }

    private static Message link(int type, int flags, int index, int on) {
        return struct(new Message(type, NLM_F_REQUEST | flags), index, on);
    }

    /// `struct ifinfomsg`; `on`: flags of the link that are to be set, and no others changed.
    private static Message struct(Message message, int index, int on) {
        return message.u8(0).u8(0).u16(0).u32(index).u32(on).u32(on);
    }
}
