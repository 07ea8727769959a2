package learnc.runtime.kernel.netlink;

import static learnc.runtime.kernel.SocketFlags.AF_INET;
import static learnc.runtime.kernel.netlink.Netlink.NLM_F_REQUEST;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Manual;

/// The tables of a network namespace as they are at one moment, in words: what `ip link`, `ip address`, `ip route` and
/// `nft list ruleset` show. IPv4 only.
///
/// @param links     in the order of their numbers
/// @param addresses of these links
/// @param routes    of the main table
@Manual("rtnetlink(7)")
public record Tables(List<LinkLine> links, List<AddressLine> addresses, List<RouteLine> routes) {

    private static final int FLAGS_AT = 8;
    private static final int LINK_AT = 4;
    private static final int SCOPE_OF_ADDRESS_AT = 3;
    private static final int PREFIX_AT = 1;
    private static final int TABLE_AT = 4;
    private static final int SCOPE_OF_ROUTE_AT = 6;
    private static final int IFLA_LINK = 5;
    private static final int IFLA_LINK_NETNSID = 37;
    private static final int RTA_PREFSRC = 7;
    /// What somebody sets. The kernel's own findings (RUNNING, LOWER_UP) come later, by themselves.
    private static final String[] FLAGS = {"UP", "BROADCAST", null, "LOOPBACK", "POINTOPOINT", null, null, "NOARP", "PROMISC", "ALLMULTI", null, null, "MULTICAST"};

    /// A link.
    ///
    /// @param flags     that somebody has set, as `BROADCAST,MULTICAST,UP`
    /// @param peer      the number of the other end of a cable, or 0
    /// @param isPeerFar whether that number counts in another namespace
    public record LinkLine(Link link, String flags, int peer, boolean isPeerFar) {
    }

    /// An address.
    ///
    /// @param link      the number of its link
    /// @param address   as `172.30.0.2/16`
    /// @param scope     `global`, `link` or `host`
    /// @param broadcast the address that means all, or null
    public record AddressLine(int link, String address, String scope, String broadcast) {
    }

    /// A route.
    ///
    /// @param destination `default`, or as `172.30.0.0/16`
    /// @param via         the gateway, or null
    /// @param link        the number of the link that it leads to, or 0
    /// @param scope       `global`, `link` or `host`
    /// @param source      the address that learnc's packets get, or null
    public record RouteLine(String destination, String via, int link, String scope, String source) {
    }

    /// A rule of nftables.
    ///
    /// @param handle the kernel's number for it
    /// @param text   in nft's words, without its comment
    public record RuleLine(String table, String chain, long handle, String text) {
    }

    /// Reads the tables of the namespace that the calling thread is in.
    public static Tables read(Kernel kernel) {
        try (NetlinkSocket socket = NetlinkSocket.route(kernel)) {
            return new Tables(links(socket), addresses(socket), routes(socket));
        }
    }

    /// Reads the nftables rules of the family ip; none where the kernel has no nftables.
    public static List<RuleLine> rules(Kernel kernel) {
        try (NetlinkSocket socket = NetlinkSocket.netfilter(kernel)) {
            var rules = new ArrayList<RuleLine>();
            for (Reply reply : socket.list(Nft.message(Nftables.NFT_MSG_GETRULE, 0))) {
                Attributes attributes = reply.attributes(Nftables.HEADER_BYTES);
                rules.add(new RuleLine(attributes.text(Nftables.NFTA_RULE_TABLE), attributes.text(Nftables.NFTA_RULE_CHAIN),
                        attributes.big64(Nftables.NFTA_RULE_HANDLE), new RuleText().of(attributes.nested(Nftables.NFTA_RULE_EXPRESSIONS)).strip()));
            }
            return rules;
        } catch (KernelRefusal | NetlinkRefusal unknown) {
            return List.of();
        }
    }

    private static List<LinkLine> links(NetlinkSocket socket) {
        var links = new ArrayList<LinkLine>();
        for (Reply reply : socket.list(Links.everyLink())) {
            Attributes attributes = reply.attributes(Route.LINK_BYTES);
            Link link = Link.of(reply);
            // Only a cable has a peer: of others the number says what they are built on.
            int peer = link.kind().equals("veth") ? attributes.number(IFLA_LINK) : 0;
            links.add(new LinkLine(link, flags(Decoders.intAt(reply.body(), FLAGS_AT)), peer, attributes.has(IFLA_LINK_NETNSID)));
        }
        return links;
    }

    private static String flags(int bits) {
        var text = new StringBuilder();
        for (int bit = FLAGS.length - 1; bit >= 0; bit--) {
            if (FLAGS[bit] != null && (bits >>> bit & 1) != 0) {
                text.append(text.isEmpty() ? "" : ",").append(FLAGS[bit]);
            }
        }
        return text.toString();
    }

    private static List<AddressLine> addresses(NetlinkSocket socket) {
        var addresses = new ArrayList<AddressLine>();
        for (Reply reply : socket.list(new Message(Route.RTM_GETADDR, NLM_F_REQUEST).u8(AF_INET).u8(0).u8(0).u8(0).u32(0))) {
            Attributes attributes = reply.attributes(Route.ADDRESS_BYTES);
            addresses.add(new AddressLine(Decoders.intAt(reply.body(), LINK_AT), address(attributes, Route.IFA_LOCAL) + "/" + reply.body()[PREFIX_AT],
                    scope(reply.body()[SCOPE_OF_ADDRESS_AT]), address(attributes, Route.IFA_BROADCAST)));
        }
        return addresses;
    }

    private static List<RouteLine> routes(NetlinkSocket socket) {
        var routes = new ArrayList<RouteLine>();
        for (Reply reply : socket.list(new Message(Route.RTM_GETROUTE, NLM_F_REQUEST).u8(AF_INET).u8(0).u8(0).u8(0).u32(0).u32(0))) {
            byte[] route = reply.body();
            if (Byte.toUnsignedInt(route[TABLE_AT]) == Route.RT_TABLE_MAIN) {
                Attributes attributes = reply.attributes(Route.ROUTE_BYTES);
                String destination = route[PREFIX_AT] == 0 ? "default" : address(attributes, Route.RTA_DST) + "/" + route[PREFIX_AT];
                routes.add(new RouteLine(destination, address(attributes, Route.RTA_GATEWAY), attributes.number(Route.RTA_OIF),
                        scope(route[SCOPE_OF_ROUTE_AT]), address(attributes, RTA_PREFSRC)));
            }
        }
        return routes;
    }

    private static String address(Attributes attributes, int type) {
        byte[] bytes = attributes.bytes(type);
        return bytes.length == Integer.BYTES ? Ipv4.of(bytes).toString() : null;
    }

    private static String scope(byte scope) {
        return switch (Byte.toUnsignedInt(scope)) {
            case 0 -> "global";
            case 253 -> "link";
            case 254 -> "host";
            default -> Integer.toString(Byte.toUnsignedInt(scope));
        };
    }
}
