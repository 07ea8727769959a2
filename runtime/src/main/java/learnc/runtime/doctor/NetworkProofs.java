package learnc.runtime.doctor;

import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNET;

import java.util.List;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.netlink.Ipv4;
import learnc.runtime.kernel.netlink.Links;
import learnc.runtime.kernel.netlink.Mac;
import learnc.runtime.kernel.netlink.NetlinkSocket;
import learnc.runtime.kernel.netlink.Nft;
import learnc.runtime.kernel.netlink.Rule;
import learnc.runtime.spec.Failure;

/// Bridge, cable and packet filter, in a network namespace that goes with the process that has it.
final class NetworkProofs {

    private static final int MTU_BYTES = 1500;
    private static final String TABLE = "learnc-doctor";
    /// nft(8)'s srcnat in the order of chains.
    private static final int SRCNAT = 100;

    private final Kernel host;
    private final Inits inits;
    private final Findings findings = new Findings();

    NetworkProofs(Kernel host, Inits inits) {
        this.host = host;
        this.inits = inits;
    }

    List<Finding> findings() {
        findings.need("bridge and cable", this::bridgeAndCable);
        findings.need("nftables", this::nftables);
        return findings.all();
    }

    private String bridgeAndCable() {
        try (var here = new Trial(host, inits, CLONE_NEWNET); var there = new Trial(host, inits, CLONE_NEWNET);
                NetlinkSocket route = NetlinkSocket.route(here.inside())) {
            route.tell(Links.newBridge("bridge", mac(1), MTU_BYTES));
            int bridge = Links.named(route, "bridge").index();
            route.tell(Links.newCable(new Links.End("cable", mac(2)), bridge, new Links.End("eth0", mac(3)), there.init().pid(), MTU_BYTES));
            route.tell(Links.up("cable"), Links.up("bridge"));
            return "a veth pair from a bridge into another network namespace";
        }
    }

    private static Mac mac(int last) {
        return Mac.of(2, 0, Ipv4.of("10.0.0." + last));
    }

    private String nftables() {
        try (var trial = new Trial(host, inits, CLONE_NEWNET); NetlinkSocket filter = NetlinkSocket.netfilter(trial.inside())) {
            Nft.commit(filter, List.of(Nft.table(TABLE), Nft.baseChain(TABLE, "postrouting", "nat", Nft.Hook.POSTROUTING, SRCNAT),
                    Rule.in(TABLE, "postrouting").masquerade().append()));
            if (Nft.rules(filter).size() != 1) {
                throw new Failure("a rule that masquerades was made, but is not there\n  try: `nft list ruleset`");
            }
            return "a rule that masquerades, made and read back";
        }
    }
}
