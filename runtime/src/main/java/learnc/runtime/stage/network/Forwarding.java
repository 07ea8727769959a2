package learnc.runtime.stage.network;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;
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

    @Why(about = "ip_forward", value = "Makes a router of the host: Linux drops packets that are for somebody else, unless it is told to hand them "
            + "on.",
            without = "The container would reach the host, but nobody behind it.")
    @Why(about = "route_localnet", value = "Lets the host send packets of 127.0.0.1 to the bridge.",
            without = "A published port could not be reached as localhost on this machine.")
    @Why(value = "Makes a router of the host, which hands packets on.", without = "The container would reach the host, but nobody behind it.")
    @Refused(errno = Errno.EROFS, call = {"openat", "write"}, because = "learnc runs in a container whose /proc/sys is read-only",
            remedy = "`sysctl -w net.ipv4.ip_forward=1` outside of it, or --network none")
    @Why(call = "openat", about = "O_RDONLY", value = "Looks whether it is switched on already.",
            without = "A machine where /proc/sys is read-only, but set as it must be, would be refused.")
    @Why(call = "read", about = "/proc/sys/net", value = "Looks whether it is switched on already.",
            without = "A machine where /proc/sys is read-only, but set as it must be, would be refused.")
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
