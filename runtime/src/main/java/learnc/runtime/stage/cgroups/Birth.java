package learnc.runtime.stage.cgroups;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.cgroup.CgroupRemoval;
import learnc.runtime.cgroup.Group;
import learnc.runtime.cgroup.Hierarchy;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Made;

/// Makes the group of one container in a hierarchy: `learnc-ID`.
final class Birth {

    private static final List<String> CPUSET_FILES = List.of("cpuset.cpus", "cpuset.mems");

    private final Kernel host;
    private final Ledger ledger;
    private final String path;

    /// @param path of the group below the topmost one
    Birth(Kernel host, Ledger ledger, String path) {
        this.host = host;
        this.ledger = ledger;
        this.path = path;
    }

    /// Makes it.
    ///
    /// @param controllers that the container needs; version 2 wants them enabled in the group above
    @Why(call = "mkdirat", value = "Makes the container's control group: making a directory here makes a group, with all its files in it.",
            without = "The container would be counted and limited together with learnc itself, which means not at all.")
    Group group(Hierarchy hierarchy, List<String> controllers) {
        var group = new Group(host, hierarchy.directory(path));
        ledger.willMake(new Made.Cgroup(group.directory()));
        if (hierarchy.isUnified()) {
            enable(controllers, group.above());
            hold(controllers, group);
        }
        group.make();
        prepare(hierarchy, group);
        refuseFake(group);
        return group;
    }

    /// An empty group beside the container's, as long as that one lives. Whoever tidies up at the top, as systemd does when its own
    /// units come and go, could take the controllers back from there, and the limits would be gone without a word; but Linux
    /// refuses that while any group below hands them on (`EBUSY`). The container's own cannot: it has processes.
    @Why(call = "mkdirat", value = "Makes an empty group that holds on to the controllers: while it hands them on, nobody can take them back above.",
            without = "systemd could switch a controller off at the top, and the container's limits would vanish with it.")
    private void hold(List<String> controllers, Group group) {
        if (!controllers.isEmpty()) {
            var keeper = new Group(host, group.directory() + CgroupRemoval.KEEPER);
            ledger.willMake(new Made.Cgroup(keeper.directory()));
            keeper.make();
            enable(controllers, keeper);
        }
    }

    private static void prepare(Hierarchy hierarchy, Group group) {
        if (hierarchy.isUnified()) {
            refuseThreaded(group);
        } else if (hierarchy.has("cpuset")) {
            CPUSET_FILES.forEach(file -> inherit(file, group));
        }
    }

    /// Version 2 gives a group the files of a controller only when the group above it hands the controller down.
    @Why(value = "Hands the controllers down to the groups below, which version 2 does only when it is told (cgroup.subtree_control).",
            without = "The container's group would not have the files in which limits are written.")
    private static void enable(List<String> controllers, Group above) {
        var missing = new ArrayList<>(controllers);
        if (!missing.isEmpty()) {
            missing.removeAll(List.of(above.value("cgroup.subtree_control").split(" ")));
        }
        if (!missing.isEmpty()) {
            handDown(missing, above);
        }
    }

    private static void handDown(List<String> controllers, Group above) {
        try {
            above.set("cgroup.subtree_control", "+" + String.join(" +", controllers));
        } catch (KernelRefusal refusal) {
            throw new Failure(refusal.getMessage() + "\n  likely because: " + reason(refusal.errno(), above), refusal);
        }
    }

    private static String reason(Errno errno, Group above) {
        return errno == Errno.EBUSY ? "processes are directly in " + above + ", and version 2 wants limited groups to be leaves (cgroups(7), \"no internal processes\")"
                + "\n  try: mkdir " + above + "/init && for p in $(cat " + above + "/cgroup.procs); do echo $p > " + above + "/init/cgroup.procs; done"
                : "the controller is not handed down to " + above + " from above\n  try: as root, outside of a container; systemd units want Delegate=yes";
    }

    /// A new group of version 1's cpuset has no processors and no memory, and takes no process.
    @Why(about = "cpuset.cpus", value = "Gives the new group the processors of the one above, because in version 1 a new cpuset has none.",
            without = "Moving a process into it would be refused with ENOSPC: there would be no processor on which it may run.")
    @Why(about = "cpuset.mems", value = "Gives the new group the memory nodes of the one above, because in version 1 a new cpuset has none.",
            without = "Moving a process into it would be refused with ENOSPC: there would be no memory that it may use.")
    @Why(value = "Gives the new group the processors and the memory nodes of the one above, because in version 1 a new cpuset has none.",
            without = "Moving a process into it would be refused with ENOSPC.")
    @Why(call = "openat", about = "O_RDONLY", value = "Looks what the group above may use: in version 1 a new cpuset has no processors and no memory.",
            without = "The group would stay without, and moving a process into it would be refused with ENOSPC.")
    @Why(call = "read", about = "cpuset", value = "Looks what the group above may use: in version 1 a new cpuset has no processors and no memory.",
            without = "The group would stay without, and moving a process into it would be refused with ENOSPC.")
    private static void inherit(String file, Group group) {
        group.set(file, group.above().value(file));
    }

    @Why(value = "Makes sure that the group takes whole processes; a group below a threaded one takes only threads.",
            without = "Moving the container's process into it would be refused with EOPNOTSUPP.")
    private static void refuseThreaded(Group group) {
        String type = group.value("cgroup.type");
        if (!type.equals("domain")) {
            throw new Failure("asked for a control group for whole processes\n  but " + group + " is '" + type + "'"
                    + "\n  likely because: a group above it is threaded (cgroups(7))\n  try: learnc from another group, or with another parent group");
        }
    }

    @Why(call = "statfs", value = "Makes sure that the new directory really is a control group and not one on an ordinary disk.",
            without = "Where something is mounted over the control groups, any limit could be written, and none would limit anything.")
    private static void refuseFake(Group group) {
        if (!group.isReal()) {
            throw new Failure("asked for a control group\n  but " + group + " lies on another file system, where limits limit nothing"
                    + "\n  likely because: something is mounted over the control groups\n  try: `findmnt -T " + group + "`");
        }
    }
}
