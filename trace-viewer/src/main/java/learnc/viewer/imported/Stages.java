package learnc.viewer.imported;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import learnc.runtime.spec.Stage;
import learnc.viewer.strace.StraceCall;
import learnc.viewer.strace.Term;

/// Recognises our six stages in the work of another engine. The rules are few, and read from top to bottom: what a call touches
/// says more than who makes it, and who makes it says more than when.
final class Stages {

    /// The stage of the container's program itself.
    static final String PAYLOAD = "payload";

    private static final Set<String> NAMESPACE_CALLS = Set.of("unshare", "setns", "pivot_root", "sethostname", "setdomainname");
    private static final Set<String> MOUNT_CALLS = Set.of("mount", "umount2", "umount", "fsopen", "fspick", "fsconfig", "fsmount", "move_mount",
            "open_tree", "mount_setattr", "mknod", "mknodat", "chroot");
    private static final Set<String> PATH_CALLS = Set.of("open", "openat", "openat2", "mkdir", "mkdirat", "symlink", "symlinkat", "unlink", "unlinkat",
            "readlink", "readlinkat", "stat", "lstat", "newfstatat", "statx", "statfs", "fstatfs", "fchmod", "fchmodat", "chmod", "chown", "fchown", "fchownat",
            "lchown", "chdir", "fchdir", "access", "faccessat", "faccessat2", "umask", "link", "linkat", "rename", "renameat2");
    private static final Set<String> FILE_CALLS = Set.of("read", "write", "close", "fcntl", "fstat", "getdents64", "pread64", "dup", "dup2", "dup3");
    private static final Set<String> NEW_ROOT = Set.of("pivot_root", "chroot");
    private static final Set<String> RIGHTS_CALLS = Set.of("capset", "capget", "setresuid", "setresgid", "setuid", "setgid", "setgroups", "getgroups",
            "seccomp", "prlimit64", "setrlimit", "prctl", "setsid", "keyctl", "personality", "sched_setaffinity", "setpriority", "ioprio_set");
    private static final Set<String> WAITING = Set.of("wait4", "waitid");
    private static final Set<String> BIRTHS = Set.of("clone", "clone3");
    private static final List<String> NAMESPACE_FLAGS = List.of("CLONE_NEWNS", "CLONE_NEWPID", "CLONE_NEWNET", "CLONE_NEWUTS", "CLONE_NEWIPC", "CLONE_NEWUSER",
            "CLONE_NEWCGROUP", "CLONE_NEWTIME");
    private static final Set<String> NETWORK_PROGRAMS = Set.of("iptables", "ip6tables", "nft", "ip", "netavark", "aardvark-dns", "slirp4netns", "pasta",
            "docker-proxy", "bridge", "host-local", "portmap", "firewall", "tuning", "loopback", "iptables-nft", "xtables-nft-mul", "modprobe");
    private static final List<String> NETWORK_FILES = List.of("/etc/resolv.conf", "/etc/hosts", "/proc/sys/net", "/run/netns", "/var/run/netns", "/run/docker/netns", "/ns/net");
    private static final List<String> LAYER_FILES = List.of("/overlay2/", "/storage/overlay", "/overlayfs/snapshots");
    private static final List<String> MAP_FILES = List.of("/uid_map", "/gid_map", "/setgroups");
    private static final List<String> REGISTRY_PORTS = List.of("htons(443)", "htons(53)", "htons(5000)");

    /// A container's process first builds its tree, then makes it its root, then gives up its rights, then becomes its program.
    private enum Phase { BORN, BUILDING, ROOTED, GIVING_UP }

    private final Family family;
    private final Map<Integer, Phase> phases = new HashMap<>();

    Stages(Family family) {
        this.family = family;
    }

    /// The stage of a call; null for what the engine does for itself. Calls must come in the order of the log.
    String of(StraceCall call) {
        if (family.isOfPayload(call)) {
            return PAYLOAD;
        }
        Stage stage = stage(call);
        return stage == null ? null : stage.word();
    }

    private Stage stage(StraceCall call) {
        if (touches(call, "/sys/fs/cgroup") || call.name().equals("mount") && isString(call, 2, "cgroup", "cgroup2")) {
            return Stage.CGROUPS;
        }
        if (isOfNetwork(call)) {
            return Stage.NETWORK;
        }
        if (isOfLayers(call)) {
            return Stage.UNPACK;
        }
        if (isOfRegistry(call)) {
            return Stage.PULL;
        }
        if (isOfNamespaces(call)) {
            advance(call, NEW_ROOT.contains(call.name()) ? Phase.ROOTED : Phase.BUILDING);
            return Stage.NAMESPACES;
        }
        return family.isOfContainer(call.thread()) ? insideStage(call) : outsideStage(call);
    }

    private boolean isOfNetwork(StraceCall call) {
        return call.name().equals("socket") && (call.argument(0).says("AF_NETLINK") || call.argument(0).says("PF_NETLINK"))
                || call.argument(0).about() != null && call.argument(0).about().startsWith("NETLINK")
                || NETWORK_PROGRAMS.contains(call.program()) || touchesAny(call, NETWORK_FILES);
    }

    private static boolean isOfLayers(StraceCall call) {
        boolean isOverlay = call.name().equals("mount") && isString(call, 2, "overlay") || call.name().equals("fsopen") && isString(call, 0, "overlay");
        return isOverlay || call.program().contains("untar") || touchesAny(call, LAYER_FILES);
    }

    private static boolean isOfRegistry(StraceCall call) {
        return call.name().equals("connect") && REGISTRY_PORTS.stream().anyMatch(port -> call.argument(1).text().contains(port))
                || call.argument(0).about() != null && (call.argument(0).about().endsWith(":443]") || call.argument(0).about().endsWith(":53]"));
    }

    private static boolean isOfNamespaces(StraceCall call) {
        return NAMESPACE_CALLS.contains(call.name()) || BIRTHS.contains(call.name()) && saysAny(call, NAMESPACE_FLAGS) || touchesAny(call, MAP_FILES);
    }

    private Stage insideStage(StraceCall call) {
        Phase phase = phases.getOrDefault(family.member(call.thread()).process(), Phase.BORN);
        if (family.isBirthOfPayload(call)) {
            return Stage.EXEC;
        }
        if (MOUNT_CALLS.contains(call.name())) {
            advance(call, NEW_ROOT.contains(call.name()) ? Phase.ROOTED : Phase.BUILDING);
            return Stage.NAMESPACES;
        }
        if (RIGHTS_CALLS.contains(call.name()) && phase.compareTo(Phase.ROOTED) >= 0) {
            advance(call, Phase.GIVING_UP);
            return Stage.EXEC;
        }
        if (phase == Phase.BORN || !isOfFiles(call)) {
            return null;
        }
        return phase == Phase.GIVING_UP ? Stage.EXEC : Stage.NAMESPACES;
    }

    private void advance(StraceCall call, Phase reached) {
        phases.merge(family.member(call.thread()).process(), reached, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }

    private static boolean isOfFiles(StraceCall call) {
        String file = call.argument(0).about();
        return PATH_CALLS.contains(call.name()) || FILE_CALLS.contains(call.name()) && file != null && file.startsWith("/");
    }

    private Stage outsideStage(StraceCall call) {
        boolean isWaiting = WAITING.contains(call.name()) && (family.isInit(call.number()) || family.isInit(call.argument(0).number()));
        return isWaiting || touches(call, "/exec.fifo") ? Stage.EXEC : null;
    }

    private static boolean isString(StraceCall call, int argument, String... contents) {
        return call.argument(argument).strings().stream().anyMatch(List.of(contents)::contains);
    }

    private static boolean saysAny(StraceCall call, List<String> words) {
        return words.stream().anyMatch(word -> call.arguments().stream().anyMatch(argument -> argument.says(word)));
    }

    private static boolean touchesAny(StraceCall call, List<String> paths) {
        return paths.stream().anyMatch(path -> touches(call, path));
    }

    /// Whether a path among the arguments, or the file behind a descriptor, contains this.
    private static boolean touches(StraceCall call, String path) {
        for (Term argument : call.arguments()) {
            if (argument.about() != null && argument.about().contains(path) || isPath(argument) && argument.text().contains(path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPath(Term argument) {
        return argument.text().startsWith("\"") && !argument.text().startsWith("\"{");
    }
}
