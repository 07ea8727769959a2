package learnc.runtime.stage.network;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.Why;
import learnc.runtime.kernel.netlink.NetlinkSocket;
import learnc.runtime.kernel.netlink.Nft;
import learnc.runtime.kernel.netlink.Rule;

/// The chains of others that packets between a container and the world must pass as well.
///
/// One chain that accepts a packet is not enough: every chain on the hook is asked, and one that drops it wins. Docker sets the
/// policy of iptables' FORWARD chain to DROP, so beside Docker no packet of ours would pass. There we put two rules in front,
/// in the chain that Docker leaves to its users if there is one. A firewall that we do not know is left alone, and named.
final class OtherFirewalls {

    private static final String TABLE = "filter";
    private static final String FORWARD = "FORWARD";
    private static final String FOR_USERS = "DOCKER-USER";
    private static final int IP = 2;
    private static final int INET = 1;

    private final NetlinkSocket nftables;
    private final String bridge;

    /// The caller holds the namespace's lock.
    OtherFirewalls(NetlinkSocket nftables, String bridge) {
        this.nftables = nftables;
        this.bridge = bridge;
    }

    /// Lets the bridge's packets pass.
    ///
    /// @return a sentence about each chain that may stop them nevertheless
    @Why(value = "Looks for firewalls of others that would drop the container's packets; Docker's own is one.",
            without = "Beside Docker no packet of the container would pass, and nobody would know why.")
    List<String> letPass() {
        var warnings = new ArrayList<String>();
        List<Nft.Chain> chains = Nft.chains(nftables);
        for (Nft.Chain chain : chains) {
            if (dropsForwarded(chain)) {
                if (isOfIptables(chain)) {
                    letPass(has(chains, FOR_USERS) ? FOR_USERS : FORWARD);
                } else {
                    warnings.add(warning(chain));
                }
            }
        }
        return warnings;
    }

    private static boolean dropsForwarded(Nft.Chain chain) {
        return chain.hook() == Nft.Hook.FORWARD.ordinal() && chain.type().equals("filter") && chain.isDrop()
                && (chain.family() == IP || chain.family() == INET);
    }

    private static boolean isOfIptables(Nft.Chain chain) {
        return chain.family() == IP && chain.table().equals(TABLE) && chain.name().equals(FORWARD);
    }

    private static boolean has(List<Nft.Chain> chains, String name) {
        for (Nft.Chain chain : chains) {
            if (chain.family() == IP && chain.table().equals(TABLE) && chain.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /// The two rules use only what iptables itself would have written: with anything else it could not read its table any more.
    @Why(value = "Lets the bridge's packets pass a firewall of somebody else, for instance Docker's.",
            without = "Docker's chain drops what it does not know: no packet of the container would pass.")
    private void letPass(String chain) {
        for (Nft.Existing rule : Nft.rules(nftables, TABLE)) {
            if (rule.comment().equals(bridge)) {
                return;
            }
        }
        Nft.commit(nftables, List.of(Rule.in(TABLE, chain).leavingBy(bridge).accept().comment(bridge).insert(),
                Rule.in(TABLE, chain).enteringBy(bridge).accept().comment(bridge).insert()));
    }

    private String warning(Nft.Chain chain) {
        String place = (chain.family() == INET ? "inet " : "ip ") + chain.table() + " " + chain.name();
        return "the firewall of this machine may stop the container's packets: the nftables chain " + place + " drops what its rules do not know"
                + "\n  try: nft insert rule " + place + " iifname " + bridge + " accept; nft insert rule " + place + " oifname " + bridge + " accept";
    }
}
