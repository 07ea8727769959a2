package learnc.runtime.stage.network;

import java.util.List;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Why;
import learnc.runtime.kernel.netlink.Links;
import learnc.runtime.kernel.netlink.NamespaceLock;
import learnc.runtime.kernel.netlink.NetlinkRefusal;
import learnc.runtime.kernel.netlink.NetlinkSocket;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.NetworkRequest.Mode;
import learnc.runtime.spec.Places;

/// The fifth stage: connects a container with the world.
public class Network {

    /// The bridge that containers are plugged into, unless another is named.
    public static final String BRIDGE = "learnc0";

    private final Kernel host;
    private final Ledger ledger;
    private final Places places;
    private final String bridgeName;

    /// @param host   acts in the network namespace that holds the bridge
    /// @param ledger is told what is made on the host
    /// @param places where the container's directory is
    public Network(Kernel host, Ledger ledger, Places places) {
        this(host, ledger, places, BRIDGE);
    }

    /// @param bridgeName the bridge, at most 15 bytes; the nftables table that belongs to it has the same name
    public Network(Kernel host, Ledger ledger, Places places, String bridgeName) {
        this.host = host;
        this.ledger = ledger;
        this.places = places;
        this.bridgeName = bridgeName;
    }

    /// Connects the container that `init` will become.
    ///
    /// @throws Failure when it cannot be: a port is in use, the kernel lacks something, …
    @Why(value = "Connects the container with the network.", without = "Inside there would be only a loopback device, switched off.")
    public Connection connect(Init init, ContainerRequest request) {
        try {
            Connection connection = switch (request.network().mode()) {
                case NONE -> loopback(init);
                case HOST -> Connection.without(Mode.HOST);
                case BRIDGE -> bridge(init, request);
            };
            new NameFiles(host, places.container(request.id())).write(request, connection.address());
            return connection;
        } catch (NetlinkRefusal refusal) {
            throw new Failure("cannot connect the container to the network\n" + refusal.getMessage(), refusal);
        }
    }

    @Why(value = "Switches the container's loopback device on; with --network none it is all the network that there is.",
            without = "A program could not even reach itself at 127.0.0.1: \"Network is unreachable\".")
    private static Connection loopback(Init init) {
        try (NetlinkSocket inside = NetlinkSocket.route(init.inside())) {
            inside.tell(Links.up(Links.LOOPBACK));
        }
        return Connection.without(Mode.NONE);
    }

    private Connection bridge(Init init, ContainerRequest request) {
        var held = new HeldPorts(host);
        List<PublishedPort> ports = held.hold(request.network().ports());
        try {
            return bridge(init, request, ports);
        } catch (RuntimeException refused) {
            held.release(ports);
            throw refused;
        }
    }

    private Connection bridge(Init init, ContainerRequest request, List<PublishedPort> ports) {
        Bridge bridge;
        Cable cable;
        List<String> warnings;
        try (var _ = new NamespaceLock(host); NetlinkSocket route = NetlinkSocket.route(host)) {
            bridge = Bridge.ready(route, bridgeName, ledger);
            cable = Cable.lay(route, bridge, init, Cable.nameFor(request.id()), !ports.isEmpty(), ledger);
            warnings = translate(bridge, cable, request.id(), ports);
        }
        new Forwarding(host).switchOn(bridge.name(), !ports.isEmpty());
        try (NetlinkSocket inside = NetlinkSocket.route(init.inside())) {
            cable.connectInside(inside, bridge);
        }
        return new Connection(Mode.BRIDGE, cable.address(), bridge.range().prefix(), bridge.gateway(),
                Bridge.macOfInsideEnd(cable.address()), bridge.name(), cable.name(), ports, warnings);
    }

    @Why(value = "Prepares the rewriting of addresses, without which packets of the container find no way back.",
            without = "The container's packets would leave with an address that nobody outside can answer.")
    private List<String> translate(Bridge bridge, Cable cable, String container, List<PublishedPort> ports) {
        try (NetlinkSocket nftables = NetlinkSocket.netfilter(host)) {
            if (!ports.isEmpty()) {
                ledger.willMake(new Made.NatRules(container));
            }
            new AddressTranslation(nftables, bridge).publish(container, cable.address(), ports);
            return new OtherFirewalls(nftables, bridge.name()).letPass();
        }
    }

    /// Lets other programs have the published ports again, when the container is over and this process lives on.
    public void release(Connection connection) {
        new HeldPorts(host).release(connection.ports());
    }
}
