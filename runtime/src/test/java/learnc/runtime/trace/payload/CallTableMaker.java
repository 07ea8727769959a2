package learnc.runtime.trace.payload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Makes the table of system calls from what a Debian machine has: numbers from the kernel's headers (linux-libc-dev), names
/// and types of arguments from the synopses of the manual (manpages-dev).
///
///     java … learnc.runtime.trace.payload.CallTableMaker src/main/java/learnc/runtime/trace/payload
final class CallTableMaker {

    static final Path X86_NUMBERS = Path.of("/usr/include/x86_64-linux-gnu/asm/unistd_64.h");
    static final Path ARM_NUMBERS = Path.of("/usr/include/asm-generic/unistd.h");
    static final Path MANUAL = Path.of("/usr/share/man/man2");

    private static final String QUOTES = "\"\"\"";
    private static final String INDENT = " ".repeat(12);
    private static final Pattern NUMBER = Pattern.compile("#define __NR(?:3264)?_(\\w+)\\s+(\\d+)");
    private static final Pattern PARAMETER = Pattern.compile("(.*?)(\\w+)\\s*((?:\\[[^]]*])*)$");

    /// Where the kernel's call is called otherwise than the function in the manual.
    private static final Map<String, String> PAGES = Map.ofEntries(Map.entry("newfstatat", "fstatat"), Map.entry("pread64", "pread"), Map.entry("pwrite64", "pwrite"),
            Map.entry("umount2", "umount2"), Map.entry("epoll_pwait2", "epoll_pwait2"), Map.entry("preadv2", "preadv2"), Map.entry("sendfile", "sendfile"),
            Map.entry("fadvise64", "posix_fadvise"), Map.entry("getdents64", "getdents64"), Map.entry("faccessat2", "faccessat"), Map.entry("prlimit64", "prlimit"));

    /// Where the kernel's call has other arguments than the function in the manual ("C library/kernel differences" there).
    private static final Map<String, String> RAW = new TreeMap<>();

    static {
        RAW.put("open", "const char *pathname, int flags, mode_t mode");
        RAW.put("openat", "int dirfd, const char *pathname, int flags, mode_t mode");
        RAW.put("rt_sigaction", "int signum, const struct sigaction *act, struct sigaction *oldact, size_t sigsetsize");
        RAW.put("rt_sigprocmask", "int how, const sigset_t *set, sigset_t *oldset, size_t sigsetsize");
        RAW.put("rt_sigpending", "sigset_t *set, size_t sigsetsize");
        RAW.put("rt_sigsuspend", "const sigset_t *mask, size_t sigsetsize");
        RAW.put("rt_sigtimedwait", "const sigset_t *set, siginfo_t *info, const struct timespec *timeout, size_t sigsetsize");
        RAW.put("rt_sigreturn", "");
        RAW.put("restart_syscall", "");
        RAW.put("clone", "unsigned long flags, void *stack, int *parent_tid, int *child_tid, unsigned long tls");
        RAW.put("faccessat", "int dirfd, const char *pathname, int mode");
        RAW.put("fchmodat", "int dirfd, const char *pathname, mode_t mode");
        RAW.put("fcntl", "int fd, int cmd, unsigned long arg");
        RAW.put("ioctl", "int fd, unsigned int request, void *arg");
        RAW.put("ppoll", "struct pollfd *fds, unsigned int nfds, const struct timespec *tmo_p, const sigset_t *sigmask, size_t sigsetsize");
        RAW.put("pselect6", "int nfds, fd_set *readfds, fd_set *writefds, fd_set *exceptfds, struct timespec *timeout, const void *sigmask");
        RAW.put("epoll_pwait", "int epfd, struct epoll_event *events, int maxevents, int timeout, const sigset_t *sigmask, size_t sigsetsize");
        RAW.put("epoll_pwait2", "int epfd, struct epoll_event *events, int maxevents, const struct timespec *timeout, const sigset_t *sigmask, size_t sigsetsize");
        RAW.put("signalfd", "int fd, const sigset_t *mask, size_t sigsetsize");
        RAW.put("signalfd4", "int fd, const sigset_t *mask, size_t sigsetsize, int flags");
        RAW.put("eventfd", "unsigned int initval");
        RAW.put("eventfd2", "unsigned int initval, int flags");
        RAW.put("getcpu", "unsigned int *cpu, unsigned int *node, void *tcache");
        RAW.put("getpriority", "int which, id_t who");
        RAW.put("wait4", "pid_t pid, int *wstatus, int options, struct rusage *rusage");
        RAW.put("waitid", "int idtype, id_t id, siginfo_t *infop, int options, struct rusage *rusage");
        RAW.put("prctl", "int op, unsigned long arg2, unsigned long arg3, unsigned long arg4, unsigned long arg5");
        RAW.put("seccomp", "unsigned int operation, unsigned int flags, void *args");
        RAW.put("arch_prctl", "int op, unsigned long addr");
        RAW.put("rseq", "void *rseq, unsigned int rseq_len, int flags, unsigned int sig");
        RAW.put("ptrace", "long op, pid_t pid, void *addr, void *data");
        RAW.put("exit", "int status");
        RAW.put("brk", "void *addr");
        RAW.put("mremap", "void *old_address, size_t old_size, size_t new_size, int flags, void *new_address");
        RAW.put("getcwd", "char buf[.size], size_t size");
        RAW.put("uname", "struct utsname *buf");
        RAW.put("execveat", "int dirfd, const char *pathname, char *const argv[], char *const envp[], int flags");
        RAW.put("clone3", "struct clone_args *cl_args, size_t size");
        RAW.put("sched_setaffinity", "pid_t pid, size_t cpusetsize, const cpu_set_t *mask");
        RAW.put("sched_getaffinity", "pid_t pid, size_t cpusetsize, cpu_set_t *mask");
        RAW.put("semctl", "int semid, int semnum, int cmd, unsigned long arg");
        RAW.put("mq_open", "const char *name, int oflag, mode_t mode, struct mq_attr *attr");
        RAW.put("mq_unlink", "const char *name");
        RAW.put("mq_timedsend", "int mqdes, const char msg_ptr[.msg_len], size_t msg_len, unsigned int msg_prio, const struct timespec *abs_timeout");
        RAW.put("mq_timedreceive", "int mqdes, char msg_ptr[.msg_len], size_t msg_len, unsigned int *msg_prio, const struct timespec *abs_timeout");
        RAW.put("accept4", "int sockfd, struct sockaddr *addr, socklen_t *addrlen, int flags");
        RAW.put("setxattrat", "int dirfd, const char *pathname, unsigned int at_flags, const char *name, const void *args, size_t size");
        RAW.put("keyctl", "int operation, unsigned long arg2, unsigned long arg3, unsigned long arg4, unsigned long arg5");
        RAW.put("pidfd_send_signal", "int pidfd, int sig, siginfo_t *info, unsigned int flags");
        RAW.put("futex_waitv", "void *waiters, unsigned int nr_futexes, unsigned int flags, struct timespec *timeout, clockid_t clockid");
        RAW.put("process_mrelease", "int pidfd, unsigned int flags");
        RAW.put("memfd_secret", "unsigned int flags");
        RAW.put("fsopen", "const char *fsname, unsigned int flags");
        RAW.put("fspick", "int dirfd, const char *pathname, unsigned int flags");
        RAW.put("fsconfig", "int fd, unsigned int cmd, const char *key, const void *value, int aux");
        RAW.put("fsmount", "int fsfd, unsigned int flags, unsigned int attr_flags");
        RAW.put("move_mount", "int from_dirfd, const char *from_pathname, int to_dirfd, const char *to_pathname, unsigned int flags");
        RAW.put("open_tree", "int dirfd, const char *pathname, unsigned int flags");
        RAW.put("io_uring_setup", "unsigned int entries, void *p");
        RAW.put("io_uring_enter", "int fd, unsigned int to_submit, unsigned int min_complete, unsigned int flags, const sigset_t *sig, size_t argsz");
        RAW.put("io_uring_register", "int fd, unsigned int opcode, void *arg, unsigned int nr_args");
        RAW.put("set_mempolicy_home_node", "unsigned long start, unsigned long len, unsigned long home_node, unsigned long flags");
        RAW.put("io_pgetevents", "unsigned long ctx_id, long min_nr, long nr, void *events, struct timespec *timeout, const void *sig");
        RAW.put("fanotify_mark", "int fanotify_fd, unsigned int flags, uint64_t mask, int dirfd, const char *pathname");
        // Newer than the headers of Debian 12; the numbers are the same on every processor.
    }

    /// Calls that came after Linux 6.1: their numbers are the same on every processor.
    private static final List<String> NEWER = List.of(
            "cachestat 451 451 unsigned int fd, void *cstat_range, void *cstat, unsigned int flags",
            "fchmodat2 452 452 int dirfd, const char *pathname, mode_t mode, unsigned int flags",
            "map_shadow_stack 453 453 unsigned long addr, unsigned long size, unsigned int flags",
            "futex_wake 454 454 void *uaddr, unsigned long mask, int nr, unsigned int flags",
            "futex_wait 455 455 void *uaddr, unsigned long val, unsigned long mask, unsigned int flags, struct timespec *timeout, clockid_t clockid",
            "futex_requeue 456 456 void *waiters, unsigned int flags, int nr_wake, int nr_requeue",
            "statmount 457 457 void *req, void *buf, size_t bufsize, unsigned int flags",
            "listmount 458 458 void *req, void *mnt_ids, size_t nr_mnt_ids, unsigned int flags",
            "lsm_get_self_attr 459 459 unsigned int attr, void *ctx, unsigned int *size, unsigned int flags",
            "lsm_set_self_attr 460 460 unsigned int attr, void *ctx, unsigned int size, unsigned int flags",
            "lsm_list_modules 461 461 void *ids, unsigned int *size, unsigned int flags",
            "mseal 462 462 void *addr, size_t length, unsigned long flags",
            "setxattrat 463 463 int dirfd, const char *pathname, unsigned int at_flags, const char *name, void *args, size_t size",
            "getxattrat 464 464 int dirfd, const char *pathname, unsigned int at_flags, const char *name, void *args, size_t size",
            "listxattrat 465 465 int dirfd, const char *pathname, unsigned int at_flags, char *list, size_t size",
            "removexattrat 466 466 int dirfd, const char *pathname, unsigned int at_flags, const char *name",
            "open_tree_attr 467 467 int dirfd, const char *pathname, unsigned int flags, void *attr, size_t size",
            "file_getattr 468 468 int dirfd, const char *pathname, void *attr, size_t size, unsigned int at_flags",
            "file_setattr 469 469 int dirfd, const char *pathname, void *attr, size_t size, unsigned int at_flags");

    private CallTableMaker() {
    }

    /// Writes the table.
    public static void main(String[] words) throws IOException {
        writeInto(Path.of(words[0], "CallTable.java"), lines());
    }

    /// Puts the lines in the place of the table's.
    static void writeInto(Path java, List<String> lines) throws IOException {
        String code = Files.readString(java);
        int start = code.indexOf(QUOTES) + QUOTES.length();
        int end = code.indexOf(QUOTES, start);
        Files.writeString(java, code.substring(0, start) + "\n" + INDENT + String.join("\n" + INDENT, lines) + "\n" + INDENT + code.substring(end));
    }

    /// `NAME X86 ARM TYPE NAME, …`, one call a line, by name; −1 where a processor has no such call.
    static List<String> lines() throws IOException {
        Map<String, Integer> x86 = numbers(X86_NUMBERS);
        Map<String, Integer> arm = numbers(ARM_NUMBERS);
        var lines = new TreeSet<String>();
        for (String name : x86.keySet()) {
            lines.add(line(name, x86.get(name), arm.getOrDefault(name, -1)));
        }
        for (String name : arm.keySet()) {
            if (!x86.containsKey(name)) {
                lines.add(line(name, -1, arm.get(name)));
            }
        }
        lines.addAll(NEWER);
        return List.copyOf(lines);
    }

    private static String line(String name, int x86, int arm) {
        return (name + " " + x86 + " " + arm + " " + parameters(name)).strip();
    }

    static Map<String, Integer> numbers(Path header) throws IOException {
        var numbers = new TreeMap<String, Integer>();
        for (String line : Files.readAllLines(header)) {
            Matcher found = NUMBER.matcher(line);
            if (found.find() && isOf64Bits(found.group(1))) {
                numbers.put(asOnX86(found.group(1)), Integer.parseInt(found.group(2)));
            }
        }
        return numbers;
    }

    private static boolean isOf64Bits(String name) {
        return !name.equals("syscalls") && !name.equals("arch_specific_syscall") && !name.endsWith("time64") && !name.equals("sync_file_range2");
    }

    /// asm-generic/unistd.h says `3264` names, and calls some by what 32-bit machines have.
    private static String asOnX86(String name) {
        return switch (name) {
            case "fstatat" -> "newfstatat";
            case "umount" -> "umount2";
            default -> name;
        };
    }

    static String parameters(String name) {
        if (RAW.containsKey(name)) {
            return RAW.get(name);
        }
        String function = PAGES.getOrDefault(name, name);
        String text = synopsis(function);
        Matcher raw = Pattern.compile("syscall\\s*\\(\\s*SYS_" + function + "\\s*,?([^()]*)\\)").matcher(text);
        if (raw.find()) {
            return cleaned(raw.group(1));
        }
        Matcher direct = Pattern.compile("\\b" + function + "\\s*\\(([^()]*)\\)").matcher(text);
        return direct.find() ? cleaned(direct.group(1)) : "?";
    }

    private static String synopsis(String name) {
        Path page = MANUAL.resolve(name + ".2.gz");
        if (!Files.exists(page)) {
            return "";
        }
        String text = page(page);
        Matcher other = Pattern.compile("(?m)^\\.so man2/(\\w+)\\.2").matcher(text);
        if (other.find()) {
            text = page(MANUAL.resolve(other.group(1) + ".2.gz"));
        }
        int start = text.indexOf("\n.SH SYNOPSIS");
        int end = text.indexOf("\n.SH DESCRIPTION");
        return start < 0 || end < start ? "" : plain(text.substring(start + 1, end));
    }

    static String page(Path file) {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Without the marks of the typesetter.
    private static String plain(String roff) {
        var text = new StringBuilder();
        for (String line : roff.replace("\\\n", " ").split("\n")) {
            if (line.matches("\\.(B|I|SB) .*") && !line.contains("#include")) {
                text.append(line.substring(line.indexOf(' ') + 1).replace("\"", "")).append('\n');
            } else if (line.matches("\\.(BI|BR|RB|RI|IR|IB) .*") && !line.contains("#include")) {
                text.append(alternating(line.substring(line.indexOf(' ') + 1))).append('\n');
            }
        }
        return text.toString().replaceAll("\\\\f.", "").replace("\\-", "-").replace("\\ ", " ").replaceAll("\\\\[&~^|/]", "").replaceAll("/\\*.*?\\*/", "");
    }

    /// The words of a line between which the font changes: they stand without a blank between them, unless they are quoted.
    private static String alternating(String words) {
        var text = new StringBuilder();
        Matcher word = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(words);
        while (word.find()) {
            text.append(word.group(1) != null ? word.group(1) : word.group(2));
        }
        return text.toString();
    }

    private static String cleaned(String parameters) {
        var cleaned = new StringBuilder();
        for (String one : parameters.replaceAll("\\s+", " ").replace("restrict ", "").replace(" restrict", "").replace("_Nullable", "").replace("[ ", "[").split(",")) {
            String parameter = one.strip();
            if (parameter.isEmpty() || parameter.equals("void") || parameter.equals("...")) {
                continue;
            }
            Matcher parts = PARAMETER.matcher(parameter);
            if (!parts.matches()) {
                throw new IllegalArgumentException("not understood: " + parameters);
            }
            cleaned.append(cleaned.isEmpty() ? "" : ", ").append(parts.group(1).strip().replaceAll("\\s+", " ")).append(parts.group(1).strip().endsWith("*") ? "" : " ")
                    .append(parts.group(2)).append(parts.group(3));
        }
        return cleaned.toString();
    }
}
