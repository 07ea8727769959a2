package learnc.runtime.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Chooses events as `strace -e` does: names of system calls and classes of them, with `!` in front for all others.
public final class EventFilter implements Predicate<Event> {

    /// The classes that an expression can name, and what is in them.
    private static final Map<String, Set<String>> CLASSES = new TreeMap<>(Map.of(
            "file", Set.of("openat", "openat2", "statx", "statfs", "readlinkat", "faccessat2", "mkdirat", "mknodat", "symlinkat", "linkat", "unlinkat",
                    "renameat2", "fchmodat", "fchownat", "utimensat", "lgetxattr", "lsetxattr", "llistxattr", "getxattr", "setxattr", "chdir", "chroot",
                    "execve", "execveat", "mount", "umount2", "pivot_root", "open_tree", "move_mount", "mount_setattr", "fspick", "getcwd"),
            "desc", Set.of("openat", "openat2", "close", "close_range", "read", "write", "lseek", "ftruncate", "fallocate", "fsync", "syncfs", "sendfile",
                    "copy_file_range", "getdents64", "fstatfs", "fchmod", "fchown", "fsetxattr", "fgetxattr", "flistxattr", "flock", "dup3", "fcntl", "ioctl",
                    "pipe2", "ppoll", "memfd_create", "splice", "fchdir", "pidfd_getfd", "pidfd_open", "mmap"),
            "mount", Set.of("mount", "umount2", "pivot_root", "fsopen", "fspick", "fsconfig", "fsmount", "move_mount", "open_tree", "mount_setattr"),
            "net", Set.of("socket", "socketpair", "bind", "connect", "listen", "accept4", "sendto", "recvfrom", "sendmsg", "recvmsg", "getsockname",
                    "getsockopt", "setsockopt", "shutdown"),
            "process", Set.of("clone3", "execve", "execveat", "exit", "exit_group", "waitid", "wait4", "kill", "tgkill", "pidfd_open", "pidfd_send_signal",
                    "unshare", "setns", "setsid", "setpgid"),
            "creds", Set.of("setresuid", "setresgid", "setgroups", "getgroups", "getuid", "geteuid", "getgid", "capget", "capset", "prctl", "keyctl", "setfsuid"),
            "signal", Set.of("rt_sigprocmask", "rt_sigaction", "kill", "tgkill", "pidfd_send_signal", "signalfd4"),
            "memory", Set.of("mmap", "munmap", "mprotect", "madvise")));

    private final List<String> names = new ArrayList<>();
    private final boolean isInverted;
    private final String stage;

    /// @param expression as `mount,%file` or `!close,read`; null for every call
    /// @param stage      only events of this stage; null for all
    /// @throws IllegalArgumentException when the expression names a class that does not exist
    public EventFilter(String expression, String stage) {
        this.stage = stage;
        String wanted = expression == null ? "" : expression.startsWith("trace=") ? expression.substring("trace=".length()) : expression;
        isInverted = wanted.startsWith("!");
        for (String name : (isInverted ? wanted.substring(1) : wanted).split(",")) {
            if (!name.isBlank()) {
                names.addAll(meant(name.strip()));
            }
        }
    }

    private static Set<String> meant(String name) {
        if (!name.startsWith("%")) {
            return Set.of(name);
        }
        String alias = name.equals("%network") ? "net" : name.substring(1);
        Set<String> members = CLASSES.get(alias);
        if (members == null) {
            throw new IllegalArgumentException("there is no class of system calls '" + name + "'; there are %" + String.join(", %", CLASSES.keySet()));
        }
        return members;
    }

    @Override
    public boolean test(Event event) {
        boolean isNamed = names.isEmpty() || names.contains(event.systemCall()) != isInverted;
        return isNamed && (stage == null || stage.equals(event.stage()));
    }
}
