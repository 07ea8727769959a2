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
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;

/// What a container sees of control groups: its own, at /sys/fs/cgroup, read-only.
record View(Kernel inside) {

    private static final String PLACE = "/sys/fs/cgroup";
    private static final long FLAGS = MS_NOSUID | MS_NODEV | MS_NOEXEC;

    /// Mounts the hierarchies as the host has them: one alone where version 2 is alone, else each in a directory of its own.
    @Why(call = "mount", about = "MS_REMOUNT", value = "Makes the directory of the container's groups read-only, now that all are in it.",
            without = "The program could make directories there that look like control groups and are none.")
    @Why(call = "mount", about = "\"tmpfs\"", value = "Mounts an empty directory in memory, in which each hierarchy of control groups gets a place.",
            without = "There would be nothing to mount them on: /sys is read-only.")
    @Why(call = "mount", value = "Shows the container its own control groups, read-only.",
            without = "A JVM or a web server could not find out how much memory it may use, and would take the host's size for its own.")
    void show(List<Hierarchy> hierarchies) {
        if (hierarchies.size() == 1 && hierarchies.getFirst().isUnified()) {
            inside.mount("cgroup", PLACE, "cgroup2", FLAGS | MS_RDONLY, null);
        } else if (!hierarchies.isEmpty()) {
            inside.mount("tmpfs", PLACE, "tmpfs", FLAGS, "mode=755");
            hierarchies.forEach(this::show);
            inside.mount(null, PLACE, null, MS_REMOUNT | MS_BIND | MS_RDONLY | FLAGS, null);
        }
    }

    @Why(call = "mkdirat", value = "Makes a place for one hierarchy of control groups.", without = "mount(2) would answer ENOENT.")
    @Why(call = "mount", value = "Shows the container its own group in one hierarchy, read-only: what is above it is out of sight.",
            without = "A JVM or a web server could not find out how much memory it may use, and would take the host's size for its own.")
    @Refused(errno = Errno.EBUSY, call = "mount", because = "the kernel has moved this controller into another hierarchy",
            remedy = "`cat /proc/cgroups` shows where it is")
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
    @Why(call = "symlinkat", value = "Gives a controller that shares its hierarchy with another one a name of its own.",
            without = "Programs that look for /sys/fs/cgroup/cpu would not find it, because the directory is called cpu,cpuacct.")
    private void linkEachController(Hierarchy hierarchy) {
        if (hierarchy.controllers().size() > 1) {
            for (String controller : hierarchy.controllers()) {
                inside.symlinkat(hierarchy.folder(), AT_FDCWD, PLACE + "/" + controller);
            }
        }
    }
}
