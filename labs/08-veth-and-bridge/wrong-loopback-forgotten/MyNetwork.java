import java.util.List;

import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.netlink.Addresses;
import learnc.runtime.kernel.netlink.Ipv4;
import learnc.runtime.kernel.netlink.Ipv4Range;
import learnc.runtime.kernel.netlink.Links;
import learnc.runtime.kernel.netlink.Mac;
import learnc.runtime.kernel.netlink.NetlinkSocket;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.NetworkRequest.Mode;
import learnc.runtime.stage.network.Connection;

/// The stage network. `host` makes system calls for learnc; `init` is the container's first process, before its program.
Connection connect(Kernel host, Ledger ledger, Init init, ContainerRequest request) {
    String bridge = "learnc-lab";
    String cable = "learnc" + request.id().substring(0, 9);
    Ipv4Range range = Ipv4Range.of("10.99.0.0/24");
    Ipv4 gateway = Ipv4.of("10.99.0.1");
    Ipv4 address = Ipv4.of("10.99.0.2");
    Mac outside = Mac.of(0xFE, 0x1C, address);
    Mac inside = Mac.of(0x02, 0x1C, address);

    ledger.willMake(new Made.Link(bridge));
    ledger.willMake(new Made.Link(cable));
    try (NetlinkSocket route = NetlinkSocket.route(host)) {
        route.tell(Links.newBridge(bridge, Mac.of(0xFE, 0x1C, gateway), 1500));
        int number = Links.named(route, bridge).index();
        route.tell(Addresses.add(number, gateway, range), Links.up(number));
        route.tell(Links.newCable(new Links.End(cable, outside), number, new Links.End("eth0", inside), init.pid(), 1500), Links.up(cable));
    }
    try (NetlinkSocket its = NetlinkSocket.route(init.inside())) {
        int eth0 = Links.named(its, "eth0").index();
        its.tell(Addresses.add(eth0, address, range), Links.up(eth0), Addresses.defaultRoute(gateway));
    }
    return new Connection(Mode.BRIDGE, address, 24, gateway, inside, bridge, cable, List.of(), List.of());
}
