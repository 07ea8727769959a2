package learnc.runtime.stage.cgroups;

import static learnc.runtime.kernel.MountFlags.MS_BIND;
import static learnc.runtime.kernel.MountFlags.MS_NODEV;
import static learnc.runtime.kernel.MountFlags.MS_NOEXEC;
import static learnc.runtime.kernel.MountFlags.MS_NOSUID;
import static learnc.runtime.kernel.MountFlags.MS_RDONLY;
import static learnc.runtime.kernel.MountFlags.MS_REMOUNT;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;

import java.util.List;
import learnc.runtime.cgroup.Hierarchy;
import learnc.runtime.kernel.Kernel;

/// What a container sees of control groups: its own, at /sys/fs/cgroup, read-only.
record View(Kernel inside) {

    private static final String PLACE = "/sys/fs/cgroup";
    private static final long FLAGS = MS_NOSUID | MS_NODEV | MS_NOEXEC;

    /// Mounts the hierarchies as the host has them: one alone where version 2 is alone, else each in a directory of its own.
    void show(List<Hierarchy> hierarchies) {
        if (hierarchies.size() == 1 && hierarchies.getFirst().isUnified()) {
            inside.mount("cgroup", PLACE, "cgroup2", FLAGS | MS_RDONLY, null);
        } else if (!hierarchies.isEmpty()) {
            inside.mount("tmpfs", PLACE, "tmpfs", FLAGS, "mode=755");
            hierarchies.forEach(this::show);
            inside.mount(null, PLACE, null, MS_REMOUNT | MS_BIND | MS_RDONLY | FLAGS, null);
        }
    }

    private void show(Hierarchy hierarchy) {
        String folder = PLACE + "/" + hierarchy.folder();
        inside.mkdirat(AT_FDCWD, folder, 0755);
        if (hierarchy.isUnified()) {
            inside.mount("cgroup", folder, "cgroup2", FLAGS | MS_RDONLY, null);
        } else {
            inside.mount("cgroup", folder, "cgroup", FLAGS | MS_RDONLY, hierarchy.name());
            linkEachController(hierarchy);
        }
    }

    /// Where two controllers share a hierarchy (`cpu,cpuacct`), programs look for each under its own name.
    private void linkEachController(Hierarchy hierarchy) {
        if (hierarchy.controllers().size() > 1) {
            for (String controller : hierarchy.controllers()) {
                inside.symlinkat(hierarchy.folder(), AT_FDCWD, PLACE + "/" + controller);
            }
        }
    }
}
