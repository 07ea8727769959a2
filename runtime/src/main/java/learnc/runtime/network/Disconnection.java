package learnc.runtime.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Why;
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
    @Why(value = "Looks for the container's cable, and whether other containers are still plugged into the bridge.",
            without = "The bridge would be taken away from containers that still run, or stay for ever.")
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

    /// Removes the rules of a container, found by what is written on them.
    @Why(value = "Looks for the rules that rewrite addresses for this container.",
            without = "The published port would lead to an address where nobody is, and later to another container.")
    public void natRules(String containerId) {
        try (var _ = new NamespaceLock(host)) {
            inNftables(tables -> remove(tables, rule -> rule.comment().startsWith(containerId + " "), new ArrayList<>()));
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

    @Why(call = "sendto", about = "RTM_DELLINK", value = "Removes the link: of a cable both ends vanish.",
            without = "Cables and bridges of containers that are gone would gather on the host.")
    @Why(value = "Removes what connected the container, or the last of them, with the world.",
            without = "Links and rules of containers that are gone would gather on the host.")
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

    @Why(value = "Removes the rules of the bridge together with it.", without = "Rules that speak of a bridge that is not there would stay.")
    private void removeRules(String bridge) {
        inNftables(tables -> {
            var orders = new ArrayList<Message>();
            if (Nft.hasTable(tables, bridge)) {
                orders.add(Nft.deleteTable(bridge));
            }
            // In the tables of others there may be rules that let the bridge's packets pass.
            remove(tables, rule -> rule.comment().equals(bridge), orders);
        });
    }

    @Why(call = "sendto", value = "Removes the rules that were made for this container or this bridge.",
            without = "A published port would lead to an address where nobody is, and later to another container.")
    private static void remove(NetlinkSocket tables, Predicate<Nft.Existing> which, List<Message> orders) {
        for (Nft.Existing rule : Nft.rules(tables)) {
            if (which.test(rule)) {
                orders.add(Nft.deleteRule(rule));
            }
        }
        if (!orders.isEmpty()) {
            Nft.commit(tables, orders);
        }
    }

    /// A kernel without nftables has no rules to remove: it refuses the socket, or knows no such table when asked.
    private void inNftables(Consumer<NetlinkSocket> removal) {
        try (NetlinkSocket tables = NetlinkSocket.netfilter(host)) {
            removal.accept(tables);
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.EPROTONOSUPPORT)) {
                throw refusal;
            }
        } catch (NetlinkRefusal refusal) {
            if (!refusal.is(Errno.EINVAL)) {
                throw refusal;
            }
        }
    }
}
