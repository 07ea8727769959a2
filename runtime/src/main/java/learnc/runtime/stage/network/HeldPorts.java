package learnc.runtime.stage.network;

import static learnc.runtime.kernel.SocketFlags.AF_INET;
import static learnc.runtime.kernel.SocketFlags.SOCK_CLOEXEC;
import static learnc.runtime.kernel.SocketFlags.SOCK_DGRAM;
import static learnc.runtime.kernel.SocketFlags.SOCK_STREAM;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;
import learnc.runtime.kernel.netlink.Ipv4;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.NetworkRequest.Port;

/// Occupies the host's ports that a container publishes.
///
/// nftables rewrites packets before any socket sees them, so it would take a port away from a program that listens on it
/// already, and that program would never know why nobody calls any more. Therefore learnc listens on each port itself, as
/// Docker does: that fails when the port is in use, and it keeps other programs off for as long as learnc runs.
final class HeldPorts {

    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final byte[] ON = {1, 0, 0, 0};
    private static final int SOCKADDR_IN_BYTES = 16;
    private static final int PORT_AT = 2;

    private final Kernel host;

    HeldPorts(Kernel host) {
        this.host = host;
    }

    /// Occupies all ports, or none. A port 0 becomes one that is free.
    @Why(value = "Occupies the published port with a socket of learnc's own.",
            without = "A program that listens there already would lose its callers to the container, and never know why.")
    List<PublishedPort> hold(List<Port> ports) {
        var held = new ArrayList<PublishedPort>();
        try {
            for (Port port : ports) {
                held.add(hold(port));
            }
            return held;
        } catch (RuntimeException refused) {
            release(held);
            throw refused;
        }
    }

    /// Lets other programs have the ports again.
    @Why(call = "close", value = "Lets other programs have the port again.", without = "It would be taken until learnc ends.")
    void release(List<PublishedPort> held) {
        for (PublishedPort port : held) {
            host.close(port.socket());
        }
    }

    private PublishedPort hold(Port port) {
        Ipv4 address = address(port);
        int socket = host.socket(AF_INET, (port.isUdp() ? SOCK_DGRAM : SOCK_STREAM) | SOCK_CLOEXEC, 0);
        try {
            listen(socket, port, address);
            return new PublishedPort(withNumber(port, socket), socket);
        } catch (KernelRefusal refusal) {
            host.close(socket);
            throw explained(port, refusal);
        }
    }

    private static Ipv4 address(Port port) {
        try {
            return Ipv4.of(port.hostAddress());
        } catch (IllegalArgumentException no) {
            throw new Failure("cannot publish a port at the address " + port.hostAddress() + ": learnc publishes ports at IPv4 addresses only"
                    + "\n  try: -p 127.0.0.1:8080:80 for this machine only, or -p 8080:80 for everybody", no);
        }
    }

    @Why(call = "setsockopt", value = "Lets the port be taken although connections to it have ended just now.",
            without = "For a minute after a container's end the next one could not publish the same port: EADDRINUSE.")
    @Why(call = "bind", value = "Takes the published port of the host, which fails when a program has it already.",
            without = "The container would take the port away from that program, which would never know why nobody calls any more.")
    @Why(call = "listen", value = "Makes the port really taken: only a socket that listens keeps all others off.",
            without = "Another program with SO_REUSEADDR could take the same port.")
    @Refused(errno = Errno.EADDRINUSE, call = "bind", because = "another program, or another container, uses this port already",
            remedy = "another port; `ss -ltnup` shows which program it is")
    @Refused(errno = Errno.EADDRNOTAVAIL, call = "bind", because = "this machine does not have that address",
            remedy = "one of those that `ip address` shows")
    private void listen(int socket, Port port, Ipv4 address) {
        if (!port.isUdp()) {
            // Else a connection that has ended in the last minute would block the port.
            host.setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, ON);
        }
        host.bind(socket, socketAddress(address, port.hostPort()), HeldPorts::decoded);
        if (!port.isUdp()) {
            host.listen(socket, 1);
        }
    }

    @Why(call = "getsockname", value = "Asks which free port the kernel has chosen.",
            without = "Nobody would know where the container can be reached.")
    private Port withNumber(Port port, int socket) {
        if (port.hostPort() != 0) {
            return port;
        }
        int number = Short.toUnsignedInt(ByteBuffer.wrap(host.getsockname(socket, HeldPorts::decoded)).getShort(PORT_AT));
        return new Port(port.hostAddress(), number, port.insidePort(), port.isUdp());
    }

    private static RuntimeException explained(Port port, KernelRefusal refusal) {
        String what = "cannot publish port " + port.hostPort() + (port.isUdp() ? "/udp" : "/tcp") + " at the address " + port.hostAddress();
        return switch (refusal.errno()) {
            case EADDRINUSE -> new Failure(what + ": another program, or another container, uses it already (EADDRINUSE)"
                    + "\n  try: another port, or `ss -ltnup` to see which program it is", refusal);
            case EADDRNOTAVAIL -> new Failure(what + ": this machine does not have that address (EADDRNOTAVAIL)"
                    + "\n  try: one of those that `ip address` shows, or leave it out", refusal);
            case EACCES -> new Failure(what + ": ports below 1024 are for root (EACCES)\n  try: as root, or another port", refusal);
            default -> refusal;
        };
    }

    private static byte[] socketAddress(Ipv4 address, int port) {
        return ByteBuffer.allocate(SOCKADDR_IN_BYTES).order(ByteOrder.nativeOrder()).putShort((short) AF_INET)
                .order(ByteOrder.BIG_ENDIAN).putShort((short) port).put(address.bytes()).array();
    }

    private static String decoded(byte[] address) {
        ByteBuffer bytes = ByteBuffer.wrap(address);
        return "{sa_family=AF_INET, sin_port=htons(" + Short.toUnsignedInt(bytes.getShort(PORT_AT)) + "), sin_addr=inet_addr(\""
                + new Ipv4(bytes.getInt(PORT_AT + Short.BYTES)) + "\")}";
    }
}
