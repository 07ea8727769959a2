package learnc.runtime.trace.state;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;

/// The view `namespaces`, and in the view `processes` who is in which (namespaces(7), ioctl_ns(2)).
final class Namespaces {

    static final List<String> KINDS = List.of("cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts");
    private static final String FIELD = "namespaces.";
    /// Where the next child will be; told only when that is not where the process itself is.
    private static final String FOR_CHILDREN = "pid_for_children";
    private static final long NS_GET_USERNS = 0xb701;
    private static final long NS_GET_PARENT = 0xb702;

    private final Proc proc;
    private final Known known;
    private final Processes processes;
    private final Elsewhere elsewhere;

    Namespaces(Proc proc, Known known, Processes processes, Elsewhere elsewhere) {
        this.proc = proc;
        this.known = known;
        this.processes = processes;
        this.elsewhere = elsewhere;
    }

    /// Which namespaces a process is in, as fields of the process.
    Map<String, String> fields(int pid) {
        var fields = new LinkedHashMap<String, String>();
        for (String kind : KINDS) {
            String inode = proc.namespace(pid, kind);
            if (inode != null) {
                fields.put(FIELD + kind, inode);
            }
        }
        String forChildren = proc.namespace(pid, FOR_CHILDREN);
        if (forChildren != null && !forChildren.equals(fields.get(FIELD + "pid"))) {
            fields.put(FIELD + FOR_CHILDREN, forChildren);
        }
        return fields;
    }

    /// Looks which namespaces a process is in.
    void look(int pid) {
        Map<String, String> fields = fields(pid);
        known.field(View.PROCESSES, Integer.toString(pid), FIELD + FOR_CHILDREN, fields.get(FIELD + FOR_CHILDREN));
        fields.forEach((field, inode) -> known.field(View.PROCESSES, Integer.toString(pid), field, inode));
    }

    /// The namespace that a process is in, by its inode; null when nobody knows.
    String of(int pid, String kind) {
        return processes.field(pid, FIELD + kind);
    }

    /// The first process in each namespace of a kind, by the namespace's inode.
    Map<String, Integer> inhabited(String kind) {
        var inhabited = new LinkedHashMap<String, Integer>();
        for (int pid : processes.all()) {
            String inode = of(pid, kind);
            if (inode != null) {
                inhabited.putIfAbsent(inode, pid);
            }
        }
        return inhabited;
    }

    /// Counts anew who is where. A namespace without anybody of the run in it is told no more.
    ///
    /// @return the items that are told no more, as `mnt:4026532247`
    List<String> members() {
        var members = new LinkedHashMap<String, TreeSet<Integer>>();
        for (int pid : processes.all()) {
            for (String kind : KINDS) {
                if (of(pid, kind) != null) {
                    members.computeIfAbsent(kind + ":" + of(pid, kind), ignored -> new TreeSet<>()).add(pid);
                }
            }
        }
        var left = new ArrayList<String>();
        for (String item : known.names(View.NAMESPACES, "")) {
            if (!members.containsKey(item)) {
                known.item(View.NAMESPACES, item, null);
                left.add(item);
            }
        }
        members.forEach(this::members);
        return left;
    }

    private void members(String item, TreeSet<Integer> pids) {
        var text = new StringBuilder();
        pids.forEach(pid -> text.append(text.isEmpty() ? "" : " ").append(pid));
        if (known.state().item(View.NAMESPACES, item) == null) {
            Map<String, String> fields = first(item.substring(0, item.indexOf(':')), item.substring(item.indexOf(':') + 1), pids.first());
            fields.put("members", text.toString());
            known.item(View.NAMESPACES, item, fields);
        } else {
            known.field(View.NAMESPACES, item, "members", text.toString());
        }
    }

    private Map<String, String> first(String kind, String inode, int pid) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("kind", kind);
        fields.put("inode", inode);
        relatives(fields, kind, pid);
        fields.putAll(more(kind, pid));
        return fields;
    }

    /// Its owner, and the one that it was made in: neither ever changes.
    private void relatives(Map<String, String> fields, String kind, int pid) {
        Kernel kernel = proc.kernel();
        try {
            int namespace = kernel.openat(AT_FDCWD, "/proc/" + pid + "/ns/" + kind, O_RDONLY | O_CLOEXEC, 0);
            try {
                relative(fields, "owner", namespace, NS_GET_USERNS);
                if (kind.equals("pid") || kind.equals("user")) {
                    relative(fields, "parent", namespace, NS_GET_PARENT);
                }
            } finally {
                kernel.close(namespace);
            }
        } catch (KernelRefusal gone) {
            fields.remove("owner");
        }
    }

    /// The topmost ones that learnc may know of have none: then the kernel answers EPERM.
    private void relative(Map<String, String> fields, String name, int namespace, long request) {
        try {
            int other = (int) proc.kernel().ioctl(namespace, request, 0L);
            String link = proc.link("/proc/self/fd/" + other);
            proc.kernel().close(other);
            if (link != null) {
                fields.put(name, Proc.inode(link));
            }
        } catch (KernelRefusal outOfSight) {
            fields.remove(name);
        }
    }

    private Map<String, String> more(String kind, int pid) {
        return switch (kind) {
            case "uts" -> names(pid);
            case "user" -> maps(pid);
            default -> Map.of();
        };
    }

    private Map<String, String> names(int pid) {
        Map<String, String> names = elsewhere.look(pid, "uts", () -> {
            var fields = new LinkedHashMap<String, String>();
            fields.put("hostname", oneLine(proc.text("/proc/sys/kernel/hostname")));
            fields.put("domainname", oneLine(proc.text("/proc/sys/kernel/domainname")));
            return fields;
        });
        return names == null ? Map.of() : names;
    }

    private Map<String, String> maps(int pid) {
        var fields = new LinkedHashMap<String, String>();
        for (String file : List.of("uid_map", "gid_map", "setgroups")) {
            String text = proc.text("/proc/" + pid + "/" + file);
            if (text != null) {
                fields.put(file, oneLine(text));
            }
        }
        return fields;
    }

    /// Looks how every UTS namespace calls this machine.
    void machineNames() {
        inhabited("uts").forEach((inode, pid) -> names(pid).forEach((field, value) -> known.field(View.NAMESPACES, "uts:" + inode, field, value)));
    }

    /// Looks at the maps of every user namespace.
    void userMaps() {
        inhabited("user").forEach((inode, pid) -> maps(pid).forEach((field, value) -> known.field(View.NAMESPACES, "user:" + inode, field, value)));
    }

    /// Lines joined by semicolons, and runs of blanks made one.
    private static String oneLine(String text) {
        return text == null ? "" : text.strip().replaceAll(" *\n *", "; ").replaceAll("[ \t]+", " ");
    }
}
