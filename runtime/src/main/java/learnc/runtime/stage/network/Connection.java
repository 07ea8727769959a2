package learnc.runtime.stage.network;

import java.util.List;
import learnc.runtime.kernel.netlink.Ipv4;
import learnc.runtime.kernel.netlink.Mac;
import learnc.runtime.spec.NetworkRequest.Mode;

/// How a container is connected.
///
/// @param mode     which kind; only with [Mode#BRIDGE] is the rest filled
/// @param address  the container's address, or null
/// @param prefix   how many of its bits the neighbourhood shares
/// @param gateway  the bridge's address, or null
/// @param mac      the hardware address of the container's eth0, or null
/// @param bridge   name of the bridge on the host, or null
/// @param link     name of the cable's end on the host, or null
/// @param ports    what the host hands on
/// @param warnings what may not work on this machine, for the user
public record Connection(Mode mode, Ipv4 address, int prefix, Ipv4 gateway, Mac mac, String bridge, String link,
                         List<PublishedPort> ports, List<String> warnings) {

    static Connection without(Mode mode) {
        return new Connection(mode, null, 0, null, null, null, null, List.of(), List.of());
    }
}
