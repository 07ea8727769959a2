package learnc.lessons.cell;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.AT_REMOVEDIR;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import learnc.runtime.cgroup.CgroupRemoval;
import learnc.runtime.cgroup.Group;
import learnc.runtime.cgroup.MountLine;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.WholeFile;

/// The control groups of a sandbox: `learnc/ID` in each hierarchy of this machine, and below it, where there are limits, `box`.
final class SandboxGroups {

    private static final String FAMILY = "learnc";
    private static final int PATIENCE = 50;

    private final Kernel host;
    private final String id;

    /// @param id the sandbox's name
    SandboxGroups(Kernel host, String id) {
        this.host = host;
        this.id = id;
    }

    /// The hierarchies that can be seen, each from its top.
    List<MountLine> hierarchies() {
        List<MountLine> mounts = MountLine.all(WholeFile.text(host, "/proc/self/mountinfo"));
        return mounts.stream().filter(mount -> mount.type().startsWith("cgroup") && mount.root().equals("/") && !mount.isHiddenBy(mounts)).toList();
    }

    private static boolean isUnified(MountLine hierarchy) {
        return hierarchy.type().equals("cgroup2");
    }

    /// Moves a process into groups of its own. A namespace of groups that it makes now begins there.
    void join(int pid, Allowance allowance) {
        for (MountLine hierarchy : hierarchies()) {
            joinFirst(hierarchy, allowance).add(pid);
        }
    }

    /// The last sandbox may be taking away the group above at this moment: then it is made once more.
    private Group joinFirst(MountLine hierarchy, Allowance allowance) {
        for (int attempt = 0; ; attempt++) {
            try {
                return made(hierarchy, allowance);
            } catch (KernelRefusal refusal) {
                if (!refusal.is(Errno.ENOENT) || attempt == PATIENCE) {
                    throw refusal;
                }
            }
        }
    }

    private Group made(MountLine hierarchy, Allowance allowance) {
        var top = new Group(host, hierarchy.mountPoint());
        Group family = below(top, FAMILY, hierarchy);
        Group its = below(family, id, hierarchy);
        limit(its, allowance);
        return allowance.isLimited() ? below(its, "box", hierarchy) : its;
    }

    private Group below(Group above, String name, MountLine hierarchy) {
        var group = new Group(host, above.directory() + "/" + name);
        if (isUnified(hierarchy)) {
            handDown(host, above.directory());
        }
        if (!group.exists()) {
            makeUnlessMade(group);
        }
        // In version 1 a new cpuset has no processors and no memory, and takes no process.
        if (!isUnified(hierarchy) && group.has("cpuset.cpus")) {
            group.set("cpuset.cpus", above.value("cpuset.cpus"));
            group.set("cpuset.mems", above.value("cpuset.mems"));
        }
        return group;
    }

    private static void makeUnlessMade(Group group) {
        try {
            group.make();
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.EEXIST)) {
                throw refusal;
            }
        }
    }

    /// Hands every controller of version 2 on that can be handed on.
    static void handDown(Kernel kernel, String directory) {
        String handed = WholeFile.text(kernel, directory + "/cgroup.subtree_control");
        for (String controller : WholeFile.text(kernel, directory + "/cgroup.controllers").strip().split(" ")) {
            if (!controller.isEmpty() && !List.of(handed.strip().split(" ")).contains(controller)) {
                setIfPossible(kernel, directory + "/cgroup.subtree_control", "+" + controller);
            }
        }
    }

    private static void setIfPossible(Kernel kernel, String file, String value) {
        try {
            WholeFile.set(kernel, file, value);
        } catch (KernelRefusal cannot) {
            // This controller is not for groups below that one.
        }
    }

    /// Where the hierarchy has the controller.
    private static void limit(Group group, Allowance allowance) {
        if (allowance.pids() > 0 && group.has("pids.max")) {
            group.set("pids.max", String.valueOf(allowance.pids()));
        }
        for (String file : List.of("memory.limit_in_bytes", "memory.max")) {
            if (allowance.memoryBytes() > 0 && group.has(file)) {
                group.set(file, String.valueOf(allowance.memoryBytes()));
            }
        }
    }

    /// Moves a process one group down: in version 2 a group that hands controllers on may hold no process itself.
    void enterCell(int pid, Allowance allowance) {
        for (MountLine hierarchy : hierarchies()) {
            if (isUnified(hierarchy)) {
                var cell = new Group(host, hierarchy.mountPoint() + "/" + FAMILY + "/" + id + (allowance.isLimited() ? "/box" : "") + "/cell");
                cell.make();
                cell.add(pid);
            }
        }
    }

    /// Takes them away, with whatever is still in them, and the group above when this was the last sandbox.
    void remove() {
        var removal = new CgroupRemoval(host);
        for (Path family : families()) {
            if (Files.exists(family.resolve(id))) {
                removal.remove(family.resolve(id).toString());
                removeIfEmpty(family.toString());
            }
        }
    }

    private void removeIfEmpty(String family) {
        try {
            host.unlinkat(AT_FDCWD, family, AT_REMOVEDIR);
        } catch (KernelRefusal others) {
            // Another sandbox is in it, or has just taken it away.
        }
    }

    private static List<Path> families() {
        Path top = Path.of("/sys/fs/cgroup");
        try (Stream<Path> hierarchies = Files.list(top)) {
            var families = new ArrayList<>(hierarchies.map(hierarchy -> hierarchy.resolve(FAMILY)).toList());
            families.add(top.resolve(FAMILY));
            return families;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
