package learnc.runtime.kernel.netlink;

import learnc.runtime.kernel.Decoders;

/// A network link, as the kernel describes it.
///
/// @param index   its number in its namespace
/// @param name    at most 15 bytes
/// @param kind    `bridge`, `veth`, …; empty for real hardware and the loopback device
/// @param master  the number of the bridge that it is plugged into, or 0
/// @param mac     its hardware address
/// @param mtuBytes the longest packet that it takes
/// @param isUp    whether it is switched on
/// @param hasIpv6 whether the kernel speaks IPv6 on it
public record Link(int index, String name, String kind, int master, Mac mac, int mtuBytes, boolean isUp, boolean hasIpv6) {

    /// The longest name that the kernel takes, in bytes.
    public static final int LONGEST_NAME = 15;
    private static final int INDEX_AT = 4;
    private static final int FLAGS_AT = 8;
    private static final int AF_INET6 = 10;

    static Link of(Reply reply) {
        Attributes attributes = reply.attributes(Route.LINK_BYTES);
        return new Link(Decoders.intAt(reply.body(), INDEX_AT), attributes.text(Route.IFLA_IFNAME),
                attributes.nested(Route.IFLA_LINKINFO).text(Route.IFLA_INFO_KIND), attributes.number(Route.IFLA_MASTER),
                Mac.of(attributes.bytes(Route.IFLA_ADDRESS)), attributes.number(Route.IFLA_MTU),
                (Decoders.intAt(reply.body(), FLAGS_AT) & Route.IFF_UP) != 0,
                attributes.nested(Route.IFLA_AF_SPEC).has(AF_INET6));
    }
}
