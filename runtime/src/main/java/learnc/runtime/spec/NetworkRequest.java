package learnc.runtime.spec;

import java.util.List;

/// How a container is connected.
///
/// @param mode  which kind
/// @param ports what the host hands on to it; only with [Mode#BRIDGE]
/// @param dns   name servers for resolv.conf; empty for the host's
public record NetworkRequest(Mode mode, List<Port> ports, List<String> dns) {

    /// The kinds of network.
    public enum Mode {
        /// Only a loopback device.
        NONE,
        /// The host's own network namespace.
        HOST,
        /// A cable to a bridge, addresses, NAT.
        BRIDGE
    }

    /// A port that the host hands on (`-p HOSTADDRESS:HOSTPORT:INSIDE/PROTOCOL`).
    ///
    /// @param hostAddress `0.0.0.0` for every address of the host
    /// @param hostPort    1 to 65535; 0 for any free one
    /// @param insidePort  1 to 65535
    /// @param isUdp       udp instead of tcp
    public record Port(String hostAddress, int hostPort, int insidePort, boolean isUdp) {

        /// `0.0.0.0:8080->80/tcp`
        @Override
        public String toString() {
            return hostAddress + ":" + hostPort + "->" + insidePort + (isUdp ? "/udp" : "/tcp");
        }
    }
}
