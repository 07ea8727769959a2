package learnc.runtime.cgroup;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;

/// The hierarchies of this machine: /proc/self/cgroup says which there are, /proc/self/mountinfo where they are mounted.
public final class Hierarchies {

    private static final String USUAL_PLACE = "/sys/fs/cgroup";

    private Hierarchies() {
    }

    /// Those that are mounted where learnc can see them, in the order in which groups should be made: the ones with which the
    /// processes of a group can be stopped all at once come last, so that undoing, which goes backwards, begins with them.
    @Why(about = "mountinfo", value = "Reads where the control groups are mounted: each machine has its own mix of version 1 and version 2.",
            without = "learnc would not know in which files the limits must be written.")
    @Why(about = "/proc/self/cgroup", value = "Reads which hierarchies of control groups this kernel has.",
            without = "A hierarchy could be overlooked, and a limit that belongs there would limit nothing.")
    @Why(value = "Finds out which control groups this machine has, and where.",
            without = "learnc would not know in which files the limits must be written.")
    public static List<Hierarchy> mounted(Kernel host) {
        List<Hierarchy> hierarchies = of(WholeFile.text(host, "/proc/self/mountinfo"), WholeFile.text(host, "/proc/self/cgroup"));
        hierarchies.replaceAll(hierarchy -> hierarchy.isUnified() ? withControllers(host, hierarchy) : hierarchy);
        return hierarchies;
    }

    /// The same from the two files' contents; the controllers of version 2 are not known from these.
    public static List<Hierarchy> of(String mountinfo, String cgroup) {
        List<MountLine> mounts = MountLine.all(mountinfo);
        var hierarchies = new ArrayList<Hierarchy>();
        for (String line : cgroup.split("\n")) {
            if (!line.isEmpty()) {
                add(hierarchies, nameIn(line), mounts);
            }
        }
        // Our own comparison comes from the start-up cache; Java's Comparator.comparingInt would make a class here.
        hierarchies.sort((one, other) -> Integer.compare(strength(one), strength(other)));
        return hierarchies;
    }

    private static int strength(Hierarchy hierarchy) {
        return hierarchy.has("freezer") ? 2 : hierarchy.isUnified() ? 1 : 0;
    }

    /// `4:memory:/user.slice` is in the hierarchy `memory`; `0::/` in the one without a name, which is version 2.
    private static String nameIn(String line) {
        int colon = line.indexOf(':');
        return line.substring(colon + 1, line.indexOf(':', colon + 1));
    }

    private static void add(List<Hierarchy> hierarchies, String name, List<MountLine> mounts) {
        MountLine mount = mountOf(name, mounts);
        if (mount != null) {
            boolean isReadOnly = mount.options().contains("ro") || mount.superOptions().contains("ro");
            hierarchies.add(new Hierarchy(name, controllersIn(name), name.isEmpty(), mount.mountPoint(), mount.root(), isReadOnly));
        }
    }

    private static List<String> controllersIn(String name) {
        return name.isEmpty() || name.startsWith("name=") ? List.of() : List.of(name.split(","));
    }

    /// One hierarchy may be mounted at several places (a container's view of it, for example); the usual place wins, then the first.
    private static MountLine mountOf(String name, List<MountLine> mounts) {
        MountLine found = null;
        for (MountLine mount : mounts) {
            boolean isBetter = found == null || isUsual(mount) && !isUsual(found);
            if (isBetter && isOf(name, mount) && !mount.isHiddenBy(mounts)) {
                found = mount;
            }
        }
        return found;
    }

    private static boolean isOf(String name, MountLine mount) {
        if (name.isEmpty()) {
            return mount.type().equals("cgroup2");
        }
        return mount.type().equals("cgroup")
                && mount.superOptions().containsAll(name.startsWith("name=") ? List.of(name) : controllersIn(name));
    }

    private static boolean isUsual(MountLine mount) {
        return mount.mountPoint().equals(USUAL_PLACE) || mount.mountPoint().startsWith(USUAL_PLACE + "/");
    }

    @Why(value = "Reads which controllers version 2 has here: on many machines only some, the rest being in version 1.",
            without = "A limit could be asked of a controller that is not there, and limit nothing.")
    private static Hierarchy withControllers(Kernel host, Hierarchy unified) {
        String controllers = new Group(host, unified.mountPoint()).value("cgroup.controllers");
        return new Hierarchy(unified.name(), controllers.isEmpty() ? List.of() : List.of(controllers.split(" ")), true,
                unified.mountPoint(), unified.root(), unified.isReadOnly());
    }
}
