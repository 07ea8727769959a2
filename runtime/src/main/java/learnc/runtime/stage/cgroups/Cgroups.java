package learnc.runtime.stage.cgroups;

import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWCGROUP;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import learnc.runtime.cgroup.CgroupRemoval;
import learnc.runtime.cgroup.Group;
import learnc.runtime.cgroup.Hierarchies;
import learnc.runtime.cgroup.Hierarchy;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Cgroup;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Limits;

/// Stage 4: limits what a container may use, before it has run a single instruction of the image.
public class Cgroups {

    private final Kernel host;
    private final Ledger ledger;
    private final String parent;

    /// @param host   the host's door
    /// @param ledger is told of each group before it is made
    public Cgroups(Kernel host, Ledger ledger) {
        this(host, ledger, "");
    }

    /// @param parent a group that exists in every hierarchy, such as `/slice`: the containers' groups are made in it instead of the
    ///               topmost one; empty for that
    public Cgroups(Kernel host, Ledger ledger, String parent) {
        this.host = host;
        this.ledger = ledger;
        this.parent = parent;
    }

    /// Makes the container's groups, writes its limits, moves its init into them, and shows it its own groups only.
    ///
    /// @return the groups; whoever runs another program in the container moves it there too
    /// @throws Failure when a limit is asked that nothing here can enforce, or the kernel does not hold it
    @Why(call = "unshare", value = "Makes the group that the process is in now the top of what it can see (a cgroup namespace).",
            without = "/proc/self/cgroup inside would tell the container's id, and where in the host's tree of groups it is.")
    public Cgroup confine(Init init, ContainerRequest request) {
        List<Hierarchy> mounted = Hierarchies.mounted(host);
        var needs = new Needs(mounted, request.limits());
        needs.refuseWhatIsMissing();
        List<Hierarchy> all = needs.hierarchiesToJoin();
        List<Hierarchy> writable = all.stream().filter(hierarchy -> !hierarchy.isReadOnly()).toList();
        String path = parent + "/" + CgroupRemoval.PREFIX + request.id();

        List<Group> groups = made(writable, needs, path);
        List<String> remarks = limited(needs, path, request.limits());
        // Only now: a limit that is written after the process has moved in would come too late for what it did in between.
        new Move(host, init).into(writable, path);
        refuseStrayInit(init, writable, path);
        // The namespace's root is the group that the process is in at this moment, so it comes after the move.
        init.inside().unshare(CLONE_NEWCGROUP);
        new View(init.inside()).show(all);

        if (writable.size() < all.size()) {
            remarks.add("control groups are mounted read-only here (learnc runs in a container?): this container shares ours, without limits of its own");
        }
        return new Cgroup(groups.stream().map(Group::directory).toList(), remarks);
    }

    private List<Group> made(List<Hierarchy> hierarchies, Needs needs, String path) {
        var birth = new Birth(host, ledger, path);
        var groups = new ArrayList<Group>();
        for (Hierarchy hierarchy : hierarchies) {
            groups.add(birth.group(hierarchy, needs.controllersIn(hierarchy)));
        }
        return groups;
    }

    private List<String> limited(Needs needs, String path, Limits limits) {
        var limiting = new Limiting(host, needs, path);
        limiting.write(limits);
        Optional<Hierarchy> devices = needs.hierarchyOf("devices").filter(hierarchy -> !hierarchy.isReadOnly());
        devices.ifPresent(hierarchy -> new DeviceRules(new Group(host, hierarchy.directory(path))).write());
        return limiting.remarks();
    }

    /// A write to cgroup.procs that succeeded says little; where the process is, /proc says.
    @Why(value = "Reads in which groups the process really is, because a write that succeeded is no proof.",
            without = "A container whose process something else has moved away would run without limits, and nobody would know.")
    private void refuseStrayInit(Init init, List<Hierarchy> hierarchies, String path) {
        String membership = WholeFile.text(host, "/proc/" + init.pid() + "/cgroup");
        for (Hierarchy hierarchy : hierarchies) {
            if (!membership.contains(hierarchy.line(path) + "\n")) {
                throw new Failure("asked Linux to move process " + init.pid() + " into the group " + hierarchy.line(path)
                        + "\n  but /proc/" + init.pid() + "/cgroup says:\n" + membership
                        + "  likely because: something else on this machine moves processes between groups\n  try: `learnc doctor`");
            }
        }
    }
}
