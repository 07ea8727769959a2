package learnc.runtime.trace.state;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import learnc.runtime.cgroup.Hierarchies;
import learnc.runtime.cgroup.Hierarchy;

/// The view `cgroups`: the groups in which the run's processes are, and those that it makes, each by the path of its folder.
final class Cgroups {

    /// The files that tell a limit, of both versions.
    private static final List<String> LIMITS = List.of("cgroup.type", "cgroup.subtree_control", "cgroup.freeze", "memory.max", "memory.high",
            "memory.swap.max", "cpu.max", "cpu.weight", "io.max", "io.weight", "io.bfq.weight", "pids.max", "cpuset.cpus", "cpuset.mems",
            "memory.limit_in_bytes", "memory.memsw.limit_in_bytes", "cpu.shares", "cpu.cfs_period_us", "cpu.cfs_quota_us", "devices.list",
            "freezer.state", "blkio.weight", "blkio.bfq.weight", "blkio.throttle.read_bps_device", "blkio.throttle.write_bps_device",
            "blkio.throttle.read_iops_device", "blkio.throttle.write_iops_device");
    private static final String HIERARCHY = "hierarchy";
    private static final String MEMBERS = "members";

    private final Proc proc;
    private final Known known;
    private final Processes processes;
    /// Where each hierarchy is mounted, by its name in the view `processes`.
    private final Map<String, Hierarchy> hierarchies = new TreeMap<>();
    private final Set<String> made = new HashSet<>();

    Cgroups(Proc proc, Known known, Processes processes) {
        this.proc = proc;
        this.known = known;
        this.processes = processes;
    }

    /// Learns which hierarchies there are, and where.
    void first(String mountinfo, String cgroup) {
        for (Hierarchy hierarchy : Hierarchies.of(mountinfo, cgroup)) {
            hierarchies.put(hierarchy.isUnified() ? Membership.VERSION_2 : hierarchy.name(), hierarchy);
        }
    }

    /// Whether this is the path of a group, or of a file in one.
    boolean isInside(String path) {
        return path != null && path.startsWith("/") && hierarchyOf(path) != null;
    }

    /// Whether this is the path of a file by which processes are moved.
    boolean isMove(String path) {
        return isInside(path) && (path.endsWith("/cgroup.procs") || path.endsWith("/tasks"));
    }

    /// A folder was made.
    void made(String folder) {
        var fields = new LinkedHashMap<String, String>();
        fields.put(HIERARCHY, hierarchyOf(folder));
        fields.put(MEMBERS, "");
        for (String file : LIMITS) {
            String controller = file.substring(0, file.indexOf('.'));
            if (controller.equals("cgroup") || has(hierarchyOf(folder), controller)) {
                read(fields, folder, file);
            }
        }
        made.add(folder);
        known.item(View.CGROUPS, folder, fields);
    }

    private boolean has(String hierarchy, String controller) {
        return hierarchy.equals(Membership.VERSION_2) || hierarchies.get(hierarchy).has(controller);
    }

    /// A folder was removed.
    void removed(String folder) {
        made.remove(folder);
        known.item(View.CGROUPS, folder, null);
    }

    /// A file was written. Others of the same group, and of those below it, may have changed with it.
    void written(String path) {
        int slash = path.lastIndexOf('/');
        String folder = path.substring(0, slash);
        String file = path.substring(slash + 1);
        if (isMove(path)) {
            processes.all().forEach(processes::membership);
            members();
            return;
        }
        meet(folder);
        String value = value(folder, file);
        if (value != null) {
            known.field(View.CGROUPS, folder, file, value);
        }
        again(folder);
        known.names(View.CGROUPS, folder + "/").forEach(this::again);
        if (file.equals("cgroup.subtree_control")) {
            known.names(View.CGROUPS, folder + "/").forEach(this::limits);
        }
    }

    private void again(String folder) {
        for (String file : List.copyOf(known.state().item(View.CGROUPS, folder).keySet())) {
            if (!file.equals(HIERARCHY) && !file.equals(MEMBERS)) {
                known.field(View.CGROUPS, folder, file, value(folder, file));
            }
        }
    }

    /// A controller that was switched on brings files of its own.
    private void limits(String folder) {
        for (String file : LIMITS) {
            known.field(View.CGROUPS, folder, file, value(folder, file));
        }
    }

    /// Counts anew who is in which group.
    void members() {
        var members = new TreeMap<String, TreeSet<Integer>>();
        for (int pid : processes.all()) {
            hierarchies.forEach((name, hierarchy) -> {
                String folder = folder(hierarchy, processes.field(pid, Membership.PREFIX + name));
                if (folder != null) {
                    members.computeIfAbsent(folder, ignored -> new TreeSet<>()).add(pid);
                }
            });
        }
        members.keySet().forEach(this::meet);
        for (String group : known.names(View.CGROUPS, "")) {
            var text = new StringBuilder();
            members.getOrDefault(group, new TreeSet<>()).forEach(pid -> text.append(text.isEmpty() ? "" : " ").append(pid));
            if (text.isEmpty() && isOnlyMet(group)) {
                known.item(View.CGROUPS, group, null);
            } else {
                known.field(View.CGROUPS, group, MEMBERS, text.toString());
            }
        }
    }

    /// Whether nothing is told of a group but who of the run is in it.
    private boolean isOnlyMet(String group) {
        return !made.contains(group) && known.state().item(View.CGROUPS, group).size() == 2;
    }

    /// A group that somebody else has made: it is told who of the run is in it, and what learnc writes to it.
    private void meet(String folder) {
        if (known.state().item(View.CGROUPS, folder) == null) {
            var fields = new LinkedHashMap<String, String>();
            fields.put(HIERARCHY, hierarchyOf(folder));
            fields.put(MEMBERS, "");
            known.item(View.CGROUPS, folder, fields);
        }
    }

    private static String folder(Hierarchy hierarchy, String path) {
        if (path == null) {
            return null;
        }
        boolean isWhole = hierarchy.root().equals("/");
        if (!isWhole && !path.equals(hierarchy.root()) && !path.startsWith(hierarchy.root() + "/")) {
            return null;
        }
        String below = isWhole ? path : path.substring(hierarchy.root().length());
        return below.equals("/") || below.isEmpty() ? hierarchy.mountPoint() : hierarchy.mountPoint() + below;
    }

    private String hierarchyOf(String path) {
        String found = null;
        int longest = 0;
        for (Map.Entry<String, Hierarchy> entry : hierarchies.entrySet()) {
            String place = entry.getValue().mountPoint();
            boolean isThere = path.startsWith(place) && (path.length() == place.length() || path.charAt(place.length()) == '/');
            if (isThere && place.length() > longest) {
                found = entry.getKey();
                longest = place.length();
            }
        }
        return found;
    }

    private void read(Map<String, String> fields, String folder, String file) {
        String value = value(folder, file);
        if (value != null) {
            fields.put(file, value);
        }
    }

    private String value(String folder, String file) {
        String text = proc.text(folder + "/" + file);
        return text == null ? null : text.strip();
    }
}
