package learnc.runtime.stage.network;

import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.spec.Failure;

/// Makes a router of the host: Linux drops packets that are for somebody else, unless it is told to hand them on.
///
/// The switch for all links stays on afterwards, as with Docker: by then, somebody else may rely on it. The one for
/// loopback addresses belongs to the bridge and vanishes with it.
final class Forwarding {

    private static final String FORWARD = "/proc/sys/net/ipv4/ip_forward";
    private static final String ON = "1";

    private final Kernel host;

    Forwarding(Kernel host) {
        this.host = host;
    }

    /// @param fromLocalhost whether packets from 127.0.0.1 may be sent to the bridge, too (for published ports)
    void switchOn(String bridge, boolean fromLocalhost) {
        switchOn(FORWARD);
        if (fromLocalhost) {
            switchOn("/proc/sys/net/ipv4/conf/" + bridge + "/route_localnet");
        }
    }

    private void switchOn(String path) {
        try {
            if (!WholeFile.text(host, path).strip().equals(ON)) {
                WholeFile.set(host, path, ON);
            }
        } catch (KernelRefusal refusal) {
            throw new Failure("cannot let the host hand packets on between the container and the world\n" + refusal.getMessage()
                    + "\n  or try: `sysctl -w net.ipv4.ip_forward=1` outside, where this machine is itself a container; or --network none", refusal);
        }
    }
}
