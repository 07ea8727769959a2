package learnc.runtime.network;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.netlink.Link;
import learnc.runtime.kernel.netlink.Links;
import learnc.runtime.kernel.netlink.Message;
import learnc.runtime.kernel.netlink.NamespaceLock;
import learnc.runtime.kernel.netlink.NetlinkRefusal;
import learnc.runtime.kernel.netlink.NetlinkSocket;
import learnc.runtime.kernel.netlink.Nft;

/// Removes what connected a container. What is gone already is no failure.
public final class Disconnection {

    private final Kernel host;

    /// @param host acts in the network namespace that holds the bridge
    public Disconnection(Kernel host) {
        this.host = host;
    }

    /// Removes a link: a cable with both its ends, or a bridge (and its nftables rules) into which no
    /// cable is plugged any more.
    public void link(String name) {
        try (var _ = new NamespaceLock(host); NetlinkSocket route = NetlinkSocket.route(host)) {
            List<Link> links = Links.all(route);
            for (Link link : links) {
                if (link.name().equals(name) && !isInUse(link, links)) {
                    remove(route, link);
                }
            }
        }
    }

    /// Removes the rules of a container, found by what is written on them. A kernel without nftables has none.
    public void natRules(String containerId) {
        try (var _ = new NamespaceLock(host); NetlinkSocket nftables = NetlinkSocket.netfilter(host)) {
            var orders = new ArrayList<Message>();
            for (Nft.Existing rule : Nft.rules(nftables)) {
                if (rule.comment().startsWith(containerId)) {
                    orders.add(Nft.deleteRule(rule));
                }
            }
            commit(nftables, orders);
        } catch (KernelRefusal refusal) {
            contentWithoutNftables(refusal);
        }
    }

    private static boolean isInUse(Link bridge, List<Link> links) {
        for (Link link : links) {
            if (link.master() == bridge.index()) {
                return true;
            }
        }
        return false;
    }

    private void remove(NetlinkSocket route, Link link) {
        if (link.kind().equals("bridge")) {
            removeRules(link.name());
        }
        try {
            route.tell(Links.delete(link.name()));
        } catch (NetlinkRefusal refusal) {
            // A cable also vanishes by itself, a little later than the last process in its namespace.
            if (!refusal.is(Errno.ENODEV)) {
                throw refusal;
            }
        }
    }

    private void removeRules(String bridge) {
        try (NetlinkSocket nftables = NetlinkSocket.netfilter(host)) {
            var orders = new ArrayList<Message>();
            // In the tables of others there may be rules that let the bridge's packets pass.
            for (Nft.Existing rule : Nft.rules(nftables)) {
                if (rule.comment().equals(bridge)) {
                    orders.add(Nft.deleteRule(rule));
                }
            }
            if (Nft.hasTable(nftables, bridge)) {
                orders.add(Nft.deleteTable(bridge));
            }
            commit(nftables, orders);
        } catch (KernelRefusal refusal) {
            contentWithoutNftables(refusal);
        }
    }

    private static void commit(NetlinkSocket nftables, List<Message> orders) {
        if (!orders.isEmpty()) {
            Nft.commit(nftables, orders);
        }
    }

    private static void contentWithoutNftables(KernelRefusal refusal) {
        if (!refusal.is(Errno.EPROTONOSUPPORT)) {
            throw refusal;
        }
    }
}
