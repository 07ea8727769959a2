package learnc.runtime.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import learnc.runtime.spec.Spelling;
import learnc.runtime.spec.Stage;

/// Chooses events as `strace -e` does: names of system calls and classes of them, with `!` in front of all for all others, and in
/// front of one for all but that one. Besides, `stage:exec`, `path:/etc` (touches that path or what is below it), `failed` and
/// `succeeded` each narrow the choice.
public final class EventFilter implements Predicate<Event> {

    /// The classes that an expression can name, and what is in them.
    private static final Map<String, Set<String>> CLASSES = new TreeMap<>(Map.of(
            "file", Set.of("open", "creat", "stat", "lstat", "newfstatat", "access", "faccessat", "readlink", "unlink", "rename", "renameat", "rmdir", "mkdir",
                    "mknod", "link", "symlink", "chmod", "fchmodat2", "chown", "lchown", "truncate", "utime", "utimes", "futimesat", "listxattr",
                    "removexattr", "lremovexattr", "inotify_add_watch", "name_to_handle_at",
                    "openat", "openat2", "statx", "statfs", "readlinkat", "faccessat2", "mkdirat", "mknodat", "symlinkat", "linkat", "unlinkat",
                    "renameat2", "fchmodat", "fchownat", "utimensat", "lgetxattr", "lsetxattr", "llistxattr", "getxattr", "setxattr", "chdir", "chroot",
                    "execve", "execveat", "mount", "umount2", "pivot_root", "open_tree", "move_mount", "mount_setattr", "fspick", "getcwd"),
            "desc", Set.of("open", "creat", "fstat", "newfstatat", "dup", "dup2", "pipe", "poll", "select", "pselect6", "readv", "writev", "pread64",
                    "pwrite64", "preadv", "pwritev", "preadv2", "pwritev2", "fdatasync", "fadvise64", "getdents", "epoll_create", "epoll_create1", "epoll_ctl",
                    "epoll_wait", "epoll_pwait", "epoll_pwait2", "eventfd", "eventfd2", "signalfd", "signalfd4", "timerfd_create", "timerfd_settime",
                    "timerfd_gettime", "inotify_init", "inotify_init1",
                    "openat", "openat2", "close", "close_range", "read", "write", "lseek", "ftruncate", "fallocate", "fsync", "syncfs", "sendfile",
                    "copy_file_range", "getdents64", "fstatfs", "fchmod", "fchown", "fsetxattr", "fgetxattr", "flistxattr", "flock", "dup3", "fcntl", "ioctl",
                    "pipe2", "ppoll", "memfd_create", "splice", "fchdir", "pidfd_getfd", "pidfd_open", "mmap"),
            "mount", Set.of("mount", "umount2", "pivot_root", "fsopen", "fspick", "fsconfig", "fsmount", "move_mount", "open_tree", "mount_setattr"),
            "net", Set.of("accept", "getpeername", "sendmmsg", "recvmmsg",
                    "socket", "socketpair", "bind", "connect", "listen", "accept4", "sendto", "recvfrom", "sendmsg", "recvmsg", "getsockname",
                    "getsockopt", "setsockopt", "shutdown"),
            "process", Set.of("clone", "fork", "vfork", "tkill", "rt_sigqueueinfo", "getpgid", "getpgrp", "getsid",
                    "clone3", "execve", "execveat", "exit", "exit_group", "waitid", "wait4", "kill", "tgkill", "pidfd_open", "pidfd_send_signal",
                    "unshare", "setns", "setsid", "setpgid"),
            "creds", Set.of("setuid", "setgid", "setreuid", "setregid", "getresuid", "getresgid", "setfsgid", "getegid",
                    "setresuid", "setresgid", "setgroups", "getgroups", "getuid", "geteuid", "getgid", "capget", "capset", "prctl", "keyctl", "setfsuid"),
            "signal", Set.of("rt_sigpending", "rt_sigsuspend", "rt_sigtimedwait", "rt_sigreturn", "sigaltstack", "tkill", "rt_sigqueueinfo", "signalfd", "pause",
                    "rt_sigprocmask", "rt_sigaction", "kill", "tgkill", "pidfd_send_signal", "signalfd4"),
            "memory", Set.of("brk", "mremap", "msync", "mlock", "munlock", "mlockall", "munlockall", "mincore", "mbind", "pkey_mprotect",
                    "mmap", "munmap", "mprotect", "madvise")));

    /// The six of a run, what learnc does for itself, and the program's own calls.
    private static final List<String> STAGES = Stream.concat(Arrays.stream(Stage.values()).map(Stage::word), Stream.of(Event.NO_STAGE, Event.PAYLOAD)).toList();
    private static final String STAGE = "stage:";
    private static final String PATH = "path:";
    private static final String NOT = "!";

    private final Set<String> names = new HashSet<>();
    private final Set<String> excluded = new HashSet<>();
    private final Set<String> stages = new HashSet<>();
    private final List<Predicate<Event>> conditions = new ArrayList<>();

    /// The classes of system calls that an expression can name with `%`, and what is in them.
    public static Map<String, Set<String>> classes() {
        return Collections.unmodifiableMap(CLASSES);
    }

    /// @param expression as `mount,%file` or `!close,read`; null for every call
    /// @param stage      only events of this stage; null for all
    /// @throws IllegalArgumentException when the expression names a class or stage that does not exist
    public EventFilter(String expression, String stage) {
        if (stage != null) {
            stages.add(stage(stage));
        }
        String wanted = expression == null ? "" : expression.startsWith("trace=") ? expression.substring("trace=".length()) : expression;
        boolean isInverted = wanted.startsWith(NOT);
        for (String word : (isInverted ? wanted.substring(1) : wanted).split(",")) {
            if (!word.isBlank()) {
                take(word.strip(), isInverted);
            }
        }
    }

    private void take(String word, boolean isInverted) {
        if (word.startsWith(STAGE)) {
            stages.add(stage(word.substring(STAGE.length())));
        } else if (word.startsWith(PATH)) {
            conditions.add(new Touching(word.substring(PATH.length())));
        } else if (word.equals("failed") || word.equals("succeeded")) {
            conditions.add(event -> event.refusal() != null == word.equals("failed"));
        } else if (word.startsWith(NOT)) {
            excluded.addAll(meant(word.substring(1)));
        } else {
            (isInverted ? excluded : names).addAll(meant(word));
        }
    }

    private static String stage(String name) {
        if (!STAGES.contains(name)) {
            throw new IllegalArgumentException("there is no stage '" + name + "'." + Spelling.question(name, STAGES) + " There are " + String.join(", ", STAGES));
        }
        return name;
    }

    private static Set<String> meant(String name) {
        if (!name.startsWith("%")) {
            return Set.of(name);
        }
        String alias = name.equals("%network") ? "net" : name.substring(1);
        Set<String> members = CLASSES.get(alias);
        if (members == null) {
            throw new IllegalArgumentException("there is no class of system calls '" + name + "'." + Spelling.question(alias, CLASSES.keySet()) + " There are %"
                    + String.join(", %", CLASSES.keySet()));
        }
        return members;
    }

    @Override
    public boolean test(Event event) {
        return isNamed(event.systemCall()) && (stages.isEmpty() || stages.contains(event.stage())) && conditions.stream().allMatch(wanted -> wanted.test(event));
    }

    /// Whether a system call of this name is wanted.
    public boolean isNamed(String systemCall) {
        return (names.isEmpty() || names.contains(systemCall)) && !excluded.contains(systemCall);
    }
}
