package learnc.runtime.cgroup;

import java.util.List;

/// One tree of groups, and where it is mounted.
///
/// @param name        as /proc/PID/cgroup writes it: `memory`, `cpu,cpuacct`, `name=systemd`; empty for version 2
/// @param controllers what can be limited in it; none in a hierarchy that only counts (`name=systemd`)
/// @param isUnified   whether it is version 2
/// @param mountPoint  the directory of its topmost group that can be seen here
/// @param root        which group that is: `/`, or in a container without a cgroup namespace the container's own
/// @param isReadOnly  whether no group can be made
public record Hierarchy(String name, List<String> controllers, boolean isUnified, String mountPoint, String root, boolean isReadOnly) {

    /// Whether a controller is in this hierarchy.
    public boolean has(String controller) {
        return controllers.contains(controller);
    }

    /// The directory of a group.
    ///
    /// @param path of the group below the topmost one, starting with `/`
    public String directory(String path) {
        return mountPoint + path;
    }

    /// How /proc/PID/cgroup names a group of this hierarchy, without the number of the hierarchy: `:memory:/learnc-4f…`.
    public String line(String path) {
        return ":" + name + ":" + (root.equals("/") ? path : root + path);
    }

    /// The name of the directory below /sys/fs/cgroup that it is usually found at: `memory`, `cpu,cpuacct`, `systemd`, `unified`.
    public String folder() {
        if (isUnified) {
            return "unified";
        }
        return name.substring(name.indexOf('=') + 1);
    }
}
