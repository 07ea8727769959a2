package learnc.runtime.kernel.netlink;

import static learnc.runtime.kernel.SocketFlags.AF_INET;
import static learnc.runtime.kernel.netlink.Netlink.NLM_F_CREATE;
import static learnc.runtime.kernel.netlink.Netlink.NLM_F_EXCL;
import static learnc.runtime.kernel.netlink.Netlink.NLM_F_REQUEST;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.Manual;
import learnc.runtime.kernel.Why;

/// Messages about addresses and routes.
@Manual("rtnetlink(7)")
public final class Addresses {

    private static final int LINK_AT = 4;
    private static final int TABLE_AT = 4;

    private Addresses() {
    }

    /// An address of a link.
    ///
    /// @param link    the link's number
    /// @param address the address
    /// @param prefix  how many of its bits the whole neighbourhood shares
    public record OfLink(int link, Ipv4 address, int prefix) {
        /// The neighbourhood.
        public Ipv4Range range() {
            return Ipv4Range.around(address, prefix);
        }
    }

    /// Where packets to some addresses go.
    ///
    /// @param range the addresses; 0.0.0.0/0 for all that no other route knows
    /// @param link  the number of the link that they leave by, or 0
    public record Way(Ipv4Range range, int link) {
        /// Whether it is for everything that no other route knows.
        public boolean isDefault() {
            return range.prefix() == 0;
        }
    }

    /// Every IPv4 address of the namespace.
    @Why(call = "sendto", value = "Asks which addresses this machine has: {}", without = "{}")
    public static List<OfLink> all(NetlinkSocket socket) {
        var addresses = new ArrayList<OfLink>();
        for (Reply reply : socket.list(new Message(Route.RTM_GETADDR, NLM_F_REQUEST).u8(AF_INET).u8(0).u8(0).u8(0).u32(0))) {
            byte[] local = reply.attributes(Route.ADDRESS_BYTES).bytes(Route.IFA_LOCAL);
            if (local.length == Integer.BYTES) {
                addresses.add(new OfLink(Decoders.intAt(reply.body(), LINK_AT), Ipv4.of(local), reply.body()[1]));
            }
        }
        return addresses;
    }

    /// Every IPv4 route of the namespace's main table.
    @Why(call = "sendto", value = "Asks which routes this machine has: {}", without = "{}")
    public static List<Way> ways(NetlinkSocket socket) {
        var ways = new ArrayList<Way>();
        for (Reply reply : socket.list(new Message(Route.RTM_GETROUTE, NLM_F_REQUEST).u8(AF_INET).u8(0).u8(0).u8(0).u32(0).u32(0))) {
            if (Byte.toUnsignedInt(reply.body()[TABLE_AT]) == Route.RT_TABLE_MAIN) {
                Attributes attributes = reply.attributes(Route.ROUTE_BYTES);
                ways.add(new Way(new Ipv4Range(new Ipv4(attributes.big32(Route.RTA_DST)), reply.body()[1]), attributes.number(Route.RTA_OIF)));
            }
        }
        return ways;
    }

    /// Gives a link an address.
    ///
    /// @param link   the link's number
    /// @param range  its neighbourhood; the kernel makes a route to it
    public static Message add(int link, Ipv4 address, Ipv4Range range) {
        return new Message(Route.RTM_NEWADDR, NLM_F_REQUEST | NLM_F_CREATE | NLM_F_EXCL)
                .u8(AF_INET).u8(range.prefix()).u8(0).u8(0).u32(link)
                .bytes(Route.IFA_LOCAL, address.bytes()).bytes(Route.IFA_BROADCAST, range.last().bytes())
                .bytes(Route.IFA_ADDRESS, address.bytes());
    }

    /// Sends everything that no other route knows to a gateway.
    public static Message defaultRoute(Ipv4 gateway) {
        return new Message(Route.RTM_NEWROUTE, NLM_F_REQUEST | NLM_F_CREATE | NLM_F_EXCL)
                .u8(AF_INET).u8(0).u8(0).u8(0).u8(Route.RT_TABLE_MAIN).u8(Route.RTPROT_BOOT).u8(0).u8(Route.RTN_UNICAST).u32(0)
                .bytes(Route.RTA_GATEWAY, gateway.bytes());
    }
}
