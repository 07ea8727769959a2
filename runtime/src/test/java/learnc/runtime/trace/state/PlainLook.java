package learnc.runtime.trace.state;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.AT_NO_AUTOMOUNT;
import static learnc.runtime.kernel.OpenFlags.AT_SYMLINK_NOFOLLOW;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.linux.Linux;

/// The kernel's state, read in another way than the observer's: with Java's own files, regular expressions, and the commands of other
/// people (ip, nft, lsns, hostname). It shares no code with the observer.
final class PlainLook {

    private static final Pattern MOUNT = Pattern.compile("(\\d+) (\\d+) \\S+ (\\S+) (\\S+) (\\S+)(?: (.*?))? - (\\S+) (\\S*) (\\S+)");
    private static final Pattern LIMIT = Pattern.compile("Max (.+?) {2,}(\\S+) +(\\S+) *.*");
    private static final Map<String, String> LIMITS = Map.ofEntries(Map.entry("cpu time", "cpu"), Map.entry("file size", "fsize"), Map.entry("data size", "data"),
            Map.entry("stack size", "stack"), Map.entry("core file size", "core"), Map.entry("resident set", "rss"), Map.entry("processes", "nproc"),
            Map.entry("open files", "nofile"), Map.entry("locked memory", "memlock"), Map.entry("address space", "as"), Map.entry("file locks", "locks"),
            Map.entry("pending signals", "sigpending"), Map.entry("msgqueue size", "msgqueue"), Map.entry("nice priority", "nice"),
            Map.entry("realtime priority", "rtprio"), Map.entry("realtime timeout", "rttime"));
    private static final List<String> KINDS = List.of("cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts");

    private final Kernel kernel = new Linux(UnaryOperator.identity()).host();
    private final Commands commands = new Commands();

    /// Everything at this moment.
    ///
    /// @param pids          the run's processes, learnc first; those that are gone are left out
    /// @param container     the container's id
    /// @param isWorthAsking whether the last call may have changed what only commands can show
    Map<String, Map<String, Map<String, String>>> all(Set<Integer> pids, String container, boolean isWorthAsking) throws IOException {
        var views = new TreeMap<String, Map<String, Map<String, String>>>();
        var seen = new TreeSet<String>();
        for (int pid : pids) {
            if (Files.exists(Path.of("/proc/" + pid))) {
                process(views, pid);
                descriptors(views, pid);
                namespaces(views, pid, isWorthAsking);
                String mounts = link("/proc/" + pid + "/ns/mnt");
                if (mounts != null && seen.add(mounts)) {
                    mounts(views, pid, inode(mounts));
                }
                String network = link("/proc/" + pid + "/ns/net");
                if (network != null && seen.add(network)) {
                    commands.network(views, pid, inode(network), isWorthAsking);
                }
            }
        }
        cgroups(views, pids, container);
        return views;
    }

    private static void put(Map<String, Map<String, Map<String, String>>> views, String view, String item, String field, String value) {
        if (value != null) {
            views.computeIfAbsent(view, ignored -> new TreeMap<>()).computeIfAbsent(item, ignored -> new TreeMap<>()).put(field, value);
        }
    }

    private void process(Map<String, Map<String, Map<String, String>>> views, int pid) throws IOException {
        String item = Integer.toString(pid);
        Map<String, String> status = new TreeMap<>();
        for (String line : text("/proc/" + pid + "/status").lines().toList()) {
            status.put(line.replaceFirst(":.*", ""), line.replaceFirst("^[^:]*:\\s*", "").strip());
        }
        put(views, "processes", item, "command", status.get("Name"));
        put(views, "processes", item, "parent", status.get("PPid"));
        put(views, "processes", item, "pid_inside", status.getOrDefault("NSpid", "").replaceFirst(".*\\s", ""));
        put(views, "processes", item, "uid", status.getOrDefault("Uid", "").replaceFirst("^(\\d+)\\t\\1\\t\\1\\t\\1$", "$1").replace('\t', ' '));
        put(views, "processes", item, "gid", status.getOrDefault("Gid", "").replaceFirst("^(\\d+)\\t\\1\\t\\1\\t\\1$", "$1").replace('\t', ' '));
        put(views, "processes", item, "groups", status.get("Groups"));
        put(views, "processes", item, "no_new_privs", status.get("NoNewPrivs"));
        put(views, "processes", item, "seccomp", List.of("off", "strict", "filter").get(Integer.parseInt(status.getOrDefault("Seccomp", "0"))));
        Map<String, String> sets = Map.of("CapEff", "cap_effective", "CapPrm", "cap_permitted", "CapInh", "cap_inheritable", "CapBnd", "cap_bounding", "CapAmb", "cap_ambient");
        sets.forEach((name, field) -> put(views, "processes", item, field, commands.capabilities(status.get(name))));
        for (String line : text("/proc/" + pid + "/limits").lines().toList()) {
            Matcher limit = LIMIT.matcher(line);
            if (limit.matches() && LIMITS.containsKey(limit.group(1))) {
                put(views, "processes", item, "limit." + LIMITS.get(limit.group(1)), limit.group(2) + ":" + limit.group(3));
            }
        }
        put(views, "processes", item, "oom_score_adj", text("/proc/" + pid + "/oom_score_adj").strip());
        put(views, "processes", item, "root", link("/proc/" + pid + "/root"));
        put(views, "processes", item, "cwd", link("/proc/" + pid + "/cwd"));
        for (String line : text("/proc/" + pid + "/cgroup").lines().toList()) {
            String[] parts = line.split(":", 3);
            put(views, "processes", item, "cgroup." + (parts[1].isEmpty() ? "v2" : parts[1]), parts[2]);
        }
        for (String kind : KINDS) {
            put(views, "processes", item, "namespaces." + kind, inode(link("/proc/" + pid + "/ns/" + kind)));
        }
        String children = inode(link("/proc/" + pid + "/ns/pid_for_children"));
        if (children != null && !children.equals(inode(link("/proc/" + pid + "/ns/pid")))) {
            put(views, "processes", item, "namespaces.pid_for_children", children);
        }
    }

    private void descriptors(Map<String, Map<String, Map<String, String>>> views, int pid) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                String target = link(descriptor.toString());
                String info = text("/proc/" + pid + "/fdinfo/" + descriptor.getFileName());
                if (target != null && !info.isEmpty()) {
                    put(views, "descriptors", pid + "/" + descriptor.getFileName(), "target", target);
                    put(views, "descriptors", pid + "/" + descriptor.getFileName(), "flags", flags(Integer.parseInt(info.replaceFirst("(?s).*flags:\\s*(\\d+).*", "$1"), 8)));
                }
            }
        } catch (IOException dying) {
            // It has none any more.
        }
    }

    /// The values of the kernel's `asm-generic/fcntl.h`, in octal as there.
    private static String flags(int flags) {
        var names = new TreeSet<String>();
        names.add(List.of("O_RDONLY", "O_WRONLY", "O_RDWR", "3").get(flags & 3));
        Map<Integer, String> bits = Map.of(02000, "O_APPEND", 04000, "O_NONBLOCK", 0200000, "O_DIRECTORY", 0400000, "O_NOFOLLOW", 02000000, "O_CLOEXEC", 010000000, "O_PATH",
                0400, "O_NOCTTY", 040000, "O_DIRECT", 01000000, "O_NOATIME");
        bits.forEach((bit, name) -> {
            if ((flags & bit) != 0) {
                names.add(name);
            }
        });
        return String.join("|", names);
    }

    private void namespaces(Map<String, Map<String, Map<String, String>>> views, int pid, boolean isWorthAsking) throws IOException {
        for (String kind : KINDS) {
            String inode = inode(link("/proc/" + pid + "/ns/" + kind));
            if (inode != null) {
                String item = kind + ":" + inode;
                String before = views.getOrDefault("namespaces", Map.of()).getOrDefault(item, Map.of()).get("members");
                put(views, "namespaces", item, "members", before == null ? Integer.toString(pid) : before + " " + pid);
                put(views, "namespaces", item, "kind", kind);
                put(views, "namespaces", item, "inode", inode);
                if (kind.equals("user")) {
                    put(views, "namespaces", item, "uid_map", text("/proc/" + pid + "/uid_map").strip().replaceAll("\\s+", " "));
                    put(views, "namespaces", item, "gid_map", text("/proc/" + pid + "/gid_map").strip().replaceAll("\\s+", " "));
                    put(views, "namespaces", item, "setgroups", text("/proc/" + pid + "/setgroups").strip());
                }
                if (kind.equals("uts")) {
                    put(views, "namespaces", item, "hostname", commands.hostname(pid, inode, isWorthAsking));
                }
                commands.relatives(inode, isWorthAsking).forEach((field, value) -> put(views, "namespaces", item, field, value));
            }
        }
    }

    private void mounts(Map<String, Map<String, Map<String, String>>> views, int pid, String namespace) throws IOException {
        for (String line : text("/proc/" + pid + "/mountinfo").lines().toList()) {
            Matcher mount = MOUNT.matcher(line);
            if (!mount.matches()) {
                throw new IllegalStateException("what is this mount? " + line);
            }
            String item = namespace + "/" + mount.group(1);
            String target = octal(mount.group(4));
            put(views, "mounts", item, "parent", mount.group(2));
            put(views, "mounts", item, "root", octal(mount.group(3)));
            put(views, "mounts", item, "target", target);
            put(views, "mounts", item, "options", mount.group(5));
            put(views, "mounts", item, "propagation", mount.group(6) == null ? "private" : mount.group(6));
            put(views, "mounts", item, "type", mount.group(7));
            put(views, "mounts", item, "source", octal(mount.group(8)));
            put(views, "mounts", item, "super_options", mount.group(9));
            if (!target.endsWith("//deleted")) {
                put(views, "mounts", item, "is_covered", Boolean.toString(!mount.group(1).equals(mountAt("/proc/" + pid + "/root" + target))));
            }
            if (mount.group(7).equals("overlay")) {
                layers(views, item, mount.group(9));
            }
        }
    }

    private static void layers(Map<String, Map<String, Map<String, String>>> views, String item, String options) {
        var lower = new ArrayList<String>();
        Matcher option = Pattern.compile("(lowerdir\\+?|upperdir|workdir)=([^,]*)").matcher(options);
        while (option.find()) {
            switch (option.group(1)) {
                case "upperdir" -> put(views, "layers", item, "upper", option.group(2));
                case "workdir" -> put(views, "layers", item, "work", option.group(2));
                default -> lower.add(option.group(2));
            }
        }
        put(views, "layers", item, "lower", String.join(":", lower));
    }

    /// The kernel itself says which mount a path leads to: if it is not the one that is said to be there, that one is covered.
    private String mountAt(String path) {
        try {
            return Long.toString(kernel.statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT).mountId());
        } catch (KernelRefusal hidden) {
            return "";
        }
    }

    private void cgroups(Map<String, Map<String, Map<String, String>>> views, Set<Integer> pids, String container) throws IOException {
        for (String line : text("/proc/self/mountinfo").lines().filter(text -> text.matches(".* - cgroup2? .*")).toList()) {
            Matcher mount = MOUNT.matcher(line);
            if (mount.matches() && (mount.group(4) + "/").startsWith("/sys/fs/cgroup/") && mount.group(3).equals("/")) {
                List<String> controllers = mount.group(7).equals("cgroup2") ? List.of("") : List.of(mount.group(9).replaceFirst("^r[wo],", "").split(","));
                var folders = new TreeSet<>(Set.of(mount.group(4) + "/learnc-" + container));
                for (int pid : pids) {
                    text("/proc/" + pid + "/cgroup").lines().map(text -> text.split(":", 3)).filter(parts -> controllers.containsAll(List.of(parts[1].split(","))))
                            .forEach(parts -> folders.add(mount.group(4) + (parts[2].equals("/") ? "" : parts[2])));
                }
                for (String folder : folders) {
                    group(views, Path.of(folder), pids, container);
                }
            }
        }
    }

    private void group(Map<String, Map<String, Map<String, String>>> views, Path folder, Set<Integer> pids, String container) throws IOException {
        var members = new TreeSet<Integer>();
        text(folder + "/cgroup.procs").lines().map(Integer::valueOf).filter(pids::contains).forEach(members::add);
        boolean isContainers = folder.endsWith("learnc-" + container);
        if (members.isEmpty() && !isContainers || !Files.exists(folder)) {
            return;
        }
        put(views, "cgroups", folder.toString(), "members", members.stream().map(Object::toString).reduce((a, b) -> a + " " + b).orElse(""));
        if (isContainers) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(Files::isRegularFile).filter(path -> !path.getFileName().toString().matches(".*(stat|usage|procs|tasks|time|pressure|event|kmem|numa)(_.*)?")).toList()) {
                    put(views, "cgroups", folder.toString(), file.getFileName().toString(), text(file.toString()).strip());
                }
            }
        }
    }

    static String inode(String link) {
        return link == null ? null : link.replaceFirst(".*\\[(\\d+)]", "$1");
    }

    private static String octal(String text) {
        return Pattern.compile("\\\\([0-7]{3})").matcher(text).replaceAll(code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 8))));
    }

    private static String link(String path) {
        try {
            return Files.readSymbolicLink(Path.of(path)).toString();
        } catch (IOException gone) {
            return null;
        }
    }

    private static String text(String path) {
        try {
            return Files.readString(Path.of(path), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
