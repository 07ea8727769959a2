package learnc.runtime.stage.network;

import java.util.List;
import learnc.runtime.kernel.netlink.Addresses;
import learnc.runtime.kernel.netlink.Ipv4Range;
import learnc.runtime.kernel.netlink.Link;
import learnc.runtime.spec.Failure;

/// The network that the machine already has, and that a new bridge must not disturb.
///
/// @param links     every link
/// @param addresses every IPv4 address
/// @param ways      every IPv4 route of the main table
record Surroundings(List<Link> links, List<Addresses.OfLink> addresses, List<Addresses.Way> ways) {

    private static final int USUAL_MTU_BYTES = 1500;

    /// Private ranges (RFC 1918) that are seldom used, in the order in which they are tried.
    private static final List<String> RANGES = List.of("172.30.0.0/16", "172.31.0.0/16", "172.29.0.0/16", "172.28.0.0/16",
            "192.168.240.0/20", "192.168.224.0/20", "10.213.0.0/16", "10.214.0.0/16", "10.215.0.0/16");

    /// A range that collides with no address and no route, except those of the link with the number `own`.
    Ipv4Range freeRange(int own) {
        for (String text : RANGES) {
            Ipv4Range range = Ipv4Range.of(text);
            if (!isUsed(range, own)) {
                return range;
            }
        }
        throw new Failure("cannot find a private range of addresses for the bridge: every one of " + String.join(", ", RANGES)
                + " overlaps with an address or a route of this machine (`ip route`)\n  try: run with --network none or --network host");
    }

    private boolean isUsed(Ipv4Range range, int own) {
        boolean isUsed = false;
        for (Addresses.OfLink address : addresses) {
            isUsed |= address.link() != own && range.overlaps(address.range());
        }
        for (Addresses.Way way : ways) {
            isUsed |= way.link() != own && !way.isDefault() && range.overlaps(way.range());
        }
        return isUsed;
    }

    /// The longest packet that leaves this machine in one piece, in bytes; at most Ethernet's usual 1500.
    int mtuBytes() {
        int shortest = USUAL_MTU_BYTES;
        for (Addresses.Way way : ways) {
            if (way.isDefault()) {
                shortest = Math.min(shortest, mtuBytesOf(way.link()));
            }
        }
        return shortest;
    }

    private int mtuBytesOf(int index) {
        for (Link link : links) {
            if (link.index() == index) {
                return link.mtuBytes();
            }
        }
        return USUAL_MTU_BYTES;
    }
}
