package learnc.runtime.doctor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import learnc.runtime.cgroup.CgroupRemoval;
import learnc.runtime.cgroup.Group;
import learnc.runtime.cgroup.Hierarchies;
import learnc.runtime.cgroup.Hierarchy;
import learnc.runtime.cgroup.MountLine;
import learnc.runtime.container.Containers;
import learnc.runtime.container.Life;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.netlink.Link;
import learnc.runtime.kernel.netlink.Links;
import learnc.runtime.kernel.netlink.NetlinkSocket;
import learnc.runtime.kernel.netlink.Nft;
import learnc.runtime.spec.Places;

/// What runs that were killed have left. Another learnc with other directories may be at work: what is in use is not left over.
final class Leftovers {

    private static final String SANDBOXES = "learnc";
    private static final String REMEDY = "learnc cleanup";

    private final Kernel host;
    private final Places places;
    private final Findings findings = new Findings();
    /// The ids of containers that somebody looks after, or that processes are in.
    private final Set<String> living = new HashSet<>();

    Leftovers(Kernel host, Places places) {
        this.host = host;
        this.places = places;
    }

    List<Finding> findings() {
        findings.wish("containers", this::containers);
        findings.wish("control groups", this::groups);
        findings.wish("mounts", this::mounts);
        findings.wish("links", this::links);
        findings.wish("packet filter", this::rules);
        return findings.all();
    }

    private String containers() {
        int abandoned = 0;
        for (Containers.Seen seen : new Containers(host, places).all()) {
            if (seen.life() == Life.ABANDONED) {
                abandoned++;
            } else {
                living.add(seen.id());
            }
        }
        if (abandoned > 0) {
            throw new Unprovable(abandoned + " that a killed learnc has left", REMEDY);
        }
        return living.isEmpty() ? "none" : living.size() + " at work";
    }

    /// A group is in use when a process is in it, or below it, in any hierarchy: so all are looked at before one is judged.
    private String groups() {
        List<Group> groups = ours();
        groups.stream().filter(Leftovers::hasProcesses).forEach(group -> living.add(id(group)));
        var left = new HashSet<String>();
        for (Group group : groups) {
            if (!living.contains(id(group))) {
                left.add(shortened(id(group)));
            }
        }
        return noneOrRefuse(left, "rmdir them, if no other learnc has just made them: /sys/fs/cgroup/*/learnc-ID");
    }

    /// The containers' groups, and those of the sandboxes in which lessons and labs run.
    private List<Group> ours() {
        var groups = new ArrayList<Group>();
        for (Hierarchy hierarchy : Hierarchies.mounted(host)) {
            for (Group group : new Group(host, hierarchy.mountPoint()).below()) {
                if (name(group).startsWith(CgroupRemoval.PREFIX)) {
                    groups.add(group);
                } else if (name(group).equals(SANDBOXES)) {
                    groups.addAll(group.below());
                }
            }
        }
        return groups;
    }

    /// One that vanishes meanwhile had somebody who has removed it.
    private static boolean hasProcesses(Group group) {
        try {
            return !group.processes().isEmpty() || group.below().stream().anyMatch(Leftovers::hasProcesses);
        } catch (KernelRefusal vanished) {
            if (vanished.is(Errno.ENOENT) || vanished.is(Errno.ENODEV)) {
                return true;
            }
            throw vanished;
        }
    }

    private static String name(Group group) {
        return group.directory().substring(group.directory().lastIndexOf('/') + 1);
    }

    private static String id(Group group) {
        return name(group).replace(CgroupRemoval.PREFIX, "").replace(CgroupRemoval.KEEPER, "");
    }

    private String mounts() {
        var left = new HashSet<String>();
        for (MountLine mount : MountLine.all(WholeFile.text(host, "/proc/self/mountinfo"))) {
            boolean isOurs = mount.mountPoint().startsWith(places.root() + "/") || mount.mountPoint().startsWith(places.run() + "/");
            if (isOurs && living.stream().noneMatch(mount.mountPoint()::contains)) {
                left.add(mount.mountPoint());
            }
        }
        return noneOrRefuse(left, REMEDY + "; then umount what is still there");
    }

    /// A bridge with nothing plugged in serves nobody; a cable goes by itself with the namespace at its other end.
    private String links() {
        var left = new HashSet<String>();
        try (NetlinkSocket route = NetlinkSocket.route(host)) {
            List<Link> links = Links.all(route);
            for (Link link : links) {
                if (link.name().startsWith("learnc") && links.stream().noneMatch(other -> other.master() == link.index()) && link.master() == 0) {
                    left.add(link.name());
                }
            }
        }
        return noneOrRefuse(left, "ip link delete NAME, if no learnc is at work");
    }

    /// Each rule that serves one container begins its comment with the container's id.
    private String rules() {
        var left = new HashSet<String>();
        try (NetlinkSocket filter = NetlinkSocket.netfilter(host)) {
            for (Nft.Existing rule : Nft.rules(filter)) {
                int end = rule.comment().indexOf(' ');
                if (rule.table().startsWith("learnc") && end > 0 && !living.contains(rule.comment().substring(0, end))) {
                    left.add(shortened(rule.comment().substring(0, end)));
                }
            }
        }
        return noneOrRefuse(left, REMEDY + "; else remove the rules of the containers with these ids: nft -a list ruleset");
    }

    private static String shortened(String id) {
        return id.substring(0, Math.min(12, id.length()));
    }

    private static String noneOrRefuse(Set<String> left, String remedy) {
        if (!left.isEmpty()) {
            throw new Unprovable(String.join(" ", left), remedy);
        }
        return "none";
    }
}
