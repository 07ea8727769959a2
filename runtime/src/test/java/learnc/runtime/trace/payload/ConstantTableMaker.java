package learnc.runtime.trace.payload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes the table of constants from the headers of the kernel (linux-libc-dev) and, where the kernel keeps them to itself, of the
/// C library (libc6-dev). Flags that have other values on arm64 come from linux-libc-dev-arm64-cross.
///
///     java … learnc.runtime.trace.payload.ConstantTableMaker src/main/java/learnc/runtime/trace/payload
final class ConstantTableMaker {

    private static final Path HEADERS = Path.of("/usr/include");
    private static final Path OWN_HEADERS = Path.of("/usr/include/x86_64-linux-gnu");
    private static final Path ARM_HEADERS = Path.of("/usr/aarch64-linux-gnu/include");
    private static final Pattern DEFINITION = Pattern.compile("^\\s*#\\s*define\\s+(\\w+)\\s+(\\S.*)$");
    private static final Pattern ENUMERATOR = Pattern.compile("^\\s*(\\w+)\\s*=\\s*([^,/]+),?.*$");

    /// A set of constants: which headers, and which names in them.
    ///
    /// @param kind `values`, `bits`, or `field=MASK`: bits beside a field that always has one of its values
    record Group(String name, String kind, String headers, String names) {
    }

    static final List<Group> GROUPS = List.of(
            new Group("open", "field=0x3", "asm-generic/fcntl.h", "O_(?!ACCMODE|NDELAY|TMPFILE_MASK).*"),
            new Group("open_arm64", "field=0x3", "ARM/asm/fcntl.h asm-generic/fcntl.h", "O_(?!ACCMODE|NDELAY|TMPFILE_MASK).*"),
            new Group("at", "bits", "linux/fcntl.h", "AT_(SYMLINK_NOFOLLOW|SYMLINK_FOLLOW|REMOVEDIR|NO_AUTOMOUNT|EMPTY_PATH|RECURSIVE)"),
            new Group("at_access", "bits", "linux/fcntl.h", "AT_(SYMLINK_NOFOLLOW|EACCESS|EMPTY_PATH)"),
            new Group("at_statx", "bits", "linux/fcntl.h", "AT_(SYMLINK_NOFOLLOW|NO_AUTOMOUNT|EMPTY_PATH|STATX_FORCE_SYNC|STATX_DONT_SYNC|STATX_SYNC_AS_STAT)"),
            new Group("statx", "bits", "linux/stat.h", "STATX_(?!ATTR|_).*"),
            new Group("statx_attribute", "bits", "linux/stat.h", "STATX_ATTR_.*"),
            new Group("access", "bits", "unistd.h", "[FRWX]_OK"),
            new Group("seek", "values", "linux/fs.h", "SEEK_(?!MAX).*"),
            new Group("fcntl", "values", "asm-generic/fcntl.h linux/fcntl.h", "F_(DUPFD|GETFD|SETFD|GETFL|SETFL|GETLK|SETLK|SETLKW|SETOWN|GETOWN|SETSIG|GETSIG|SETOWN_EX|GETOWN_EX|OFD_\\w+|SETLEASE|GETLEASE"
                    + "|NOTIFY|DUPFD_CLOEXEC|SETPIPE_SZ|GETPIPE_SZ|ADD_SEALS|GET_SEALS|GET_RW_HINT|SET_RW_HINT)"),
            new Group("fd_flag", "bits", "asm-generic/fcntl.h", "FD_CLOEXEC"),
            new Group("lock", "bits", "asm-generic/fcntl.h", "LOCK_(SH|EX|NB|UN)"),
            new Group("prot", "bits", "asm-generic/mman-common.h", "PROT_.*"),
            new Group("map", "field=0xf", "linux/mman.h asm-generic/mman-common.h asm-generic/mman.h OWN/asm/mman.h", "MAP_(?!TYPE|FILE|UNINITIALIZED|HUGE_|INHERIT).*"),
            new Group("madvise", "values", "asm-generic/mman-common.h", "MADV_.*"),
            new Group("mremap", "bits", "linux/mman.h", "MREMAP_.*"),
            new Group("msync", "bits", "asm-generic/mman-common.h", "MS_.*"),
            new Group("clone", "bits", "linux/sched.h", "CLONE_(?!ARGS_).*"),
            new Group("futex", "field=0xff", "linux/futex.h", "FUTEX_CLOCK_REALTIME|FUTEX_(WAIT|WAKE|FD|REQUEUE|CMP_REQUEUE|WAKE_OP|LOCK_PI|UNLOCK_PI|TRYLOCK_PI|WAIT_BITSET|WAKE_BITSET|WAIT_REQUEUE_PI|CMP_REQUEUE_PI|LOCK_PI2)(_PRIVATE)?"),
            new Group("family", "values", "OWN/bits/socket.h", "AF_(?!LOCAL|FILE|ROUTE|MAX).*"),
            new Group("socket", "field=0xf", "OWN/bits/socket_type.h", "SOCK_.*"),
            new Group("message", "bits", "OWN/bits/socket.h", "MSG_(?!TRYHARD).*"),
            new Group("level", "values", "asm-generic/socket.h OWN/bits/socket.h", "SOL_.*"),
            new Group("option", "values", "asm-generic/socket.h", "SO_(?!GET_FILTER|DETACH_FILTER|TIMESTAMP_OLD|TIMESTAMPNS_OLD|TIMESTAMPING_OLD|RCVTIMEO$|SNDTIMEO$|TIMESTAMP$|TIMESTAMPNS$|TIMESTAMPING$).*"),
            new Group("poll", "bits", "asm-generic/poll.h", "POLL(?!_BUSY|REMOVE|FREE).*"),
            new Group("epoll_op", "values", "linux/eventpoll.h", "EPOLL_CTL_.*"),
            new Group("epoll", "bits", "linux/eventpoll.h", "EPOLL(IN|PRI|OUT|ERR|HUP|NVAL|RDNORM|RDBAND|WRNORM|WRBAND|MSG|RDHUP|EXCLUSIVE|WAKEUP|ONESHOT|ET)"),
            new Group("epoll_create", "bits", "linux/eventpoll.h asm-generic/fcntl.h", "EPOLL_CLOEXEC"),
            new Group("prctl", "values", "linux/prctl.h", "PR_((SET|GET|CAPBSET)_(?!MM_).*|CAP_AMBIENT|MCE_KILL|MCE_KILL_GET|TASK_PERF_EVENTS_(DIS|EN)ABLE)"),
            new Group("arch_prctl", "values", "OWN/asm/prctl.h", "ARCH_.*"),
            new Group("wait", "bits", "linux/wait.h", "_?_?W(?!CONTINUED_|_).*"),
            new Group("idtype", "values", "linux/wait.h", "P_.*"),
            new Group("how", "values", "asm-generic/signal-defs.h", "SIG_(BLOCK|UNBLOCK|SETMASK)"),
            new Group("handler", "values", "asm-generic/signal-defs.h", "SIG_(DFL|IGN|ERR)"),
            new Group("sigaction", "bits", "asm-generic/signal-defs.h OWN/asm/signal.h", "SA_(?!ONESHOT|NOMASK|UNSUPPORTED).*"),
            new Group("resource", "values", "asm-generic/resource.h", "RLIMIT_.*"),
            new Group("rusage", "values", "linux/resource.h", "RUSAGE_(?!BOTH).*"),
            new Group("clock", "values", "linux/time.h", "CLOCK_.*"),
            new Group("timer", "bits", "linux/time.h", "TIMER_ABSTIME"),
            new Group("itimer", "values", "linux/time.h", "ITIMER_.*"),
            new Group("mount", "bits", "linux/mount.h", "MS_(?!RMT_MASK|MGC_|VERBOSE|BORN|ACTIVE|NOUSER|KERNMOUNT|SUBMOUNT|NOREMOTELOCK|NOSEC|I_VERSION_).*"),
            new Group("umount", "bits", "OWN/sys/mount.h", "MNT_(FORCE|DETACH|EXPIRE)|UMOUNT_NOFOLLOW"),
            new Group("random", "bits", "linux/random.h", "GRND_.*"),
            new Group("memfd", "bits", "linux/memfd.h", "MFD_(?!HUGE_).*"),
            new Group("rename", "bits", "linux/fs.h", "RENAME_.*"),
            new Group("fallocate", "bits", "linux/falloc.h", "FALLOC_FL_.*"),
            new Group("fadvise", "values", "linux/fadvise.h", "POSIX_FADV_(NORMAL|RANDOM|SEQUENTIAL|WILLNEED|DONTNEED|NOREUSE)"),
            new Group("inotify", "bits", "linux/inotify.h", "IN_(?!CLOEXEC|NONBLOCK|CLOSE$|MOVE$|ALL_EVENTS).*"),
            new Group("eventfd", "bits", "OWN/bits/eventfd.h", "EFD_.*"),
            new Group("timerfd", "bits", "OWN/bits/timerfd.h", "TFD_(CLOEXEC|NONBLOCK)"),
            new Group("policy", "values", "linux/sched.h", "SCHED_(NORMAL|FIFO|RR|BATCH|ISO|IDLE|DEADLINE)"),
            new Group("membarrier", "values", "linux/membarrier.h", "MEMBARRIER_CMD_(?!SHARED).*"),
            new Group("close_range", "bits", "linux/close_range.h", "CLOSE_RANGE_.*"),
            new Group("splice", "bits", "linux/fs.h OWN/bits/fcntl-linux.h", "SPLICE_F_.*"),
            new Group("seccomp", "values", "linux/seccomp.h", "SECCOMP_(SET_MODE|GET_ACTION|GET_NOTIF)_.*"),
            new Group("ioctl", "values", "asm-generic/ioctls.h", "(T(?!IOC_)[A-Z0-9]+|FIO[A-Z]+)"),
            new Group("resolve", "bits", "linux/openat2.h", "RESOLVE_.*"),
            new Group("rseq", "bits", "linux/rseq.h", "RSEQ_FLAG_.*"),
            new Group("ptrace", "values", "linux/ptrace.h OWN/asm/ptrace-abi.h", "PTRACE_(?!O_|EVENT|SYSCALL_INFO|PEEKSIGINFO_|EVENTMSG).*"));

    /// Stands in for the constants of a group whose headers are not there.
    static final String MISSING = " is missing";

    private ConstantTableMaker() {
    }

    /// Writes the table.
    public static void main(String[] words) throws IOException {
        CallTableMaker.writeInto(Path.of(words[0], "ConstantTable.java"), lines());
    }

    /// `GROUP KIND NAME=VALUE …`, one group a line; the values are numbers.
    static List<String> lines() throws IOException {
        var lines = new ArrayList<String>();
        for (Group group : GROUPS) {
            lines.add(isHere(group) ? line(group) : group.name() + MISSING);
        }
        return lines;
    }

    static String line(Group group) throws IOException {
        var line = new StringBuilder(group.name()).append(' ').append(group.kind());
        for (var constant : constants(group).entrySet()) {
            line.append(' ').append(constant.getKey()).append('=').append(constant.getValue());
        }
        return line.toString();
    }

    static Map<String, Long> constants(Group group) throws IOException {
        var definitions = new LinkedHashMap<String, String>();
        for (String header : group.headers().split(" ")) {
            read(header(header), definitions);
        }
        var constants = new LinkedHashMap<String, Long>();
        for (var definition : definitions.entrySet()) {
            if (definition.getKey().matches(group.names())) {
                Long value = new Expression(definition.getValue(), definitions).value();
                if (value != null && !constants.containsValue(value)) {
                    constants.put(definition.getKey(), value);
                }
            }
        }
        return constants;
    }

    /// Whether the machine has all headers of a group.
    static boolean isHere(Group group) {
        for (String header : group.headers().split(" ")) {
            if (!Files.exists(header(header))) {
                return false;
            }
        }
        return true;
    }

    private static Path header(String name) {
        String inFolder = name.substring(name.startsWith("OWN/") || name.startsWith("ARM/") ? 4 : 0);
        return (name.startsWith("OWN/") ? OWN_HEADERS : name.startsWith("ARM/") ? ARM_HEADERS : HEADERS).resolve(inFolder);
    }

    private static void read(Path header, Map<String, String> definitions) throws IOException {
        for (String line : Files.readString(header).replace("\\\n", " ").split("\n")) {
            String plain = line.replaceAll("/\\*.*?(\\*/|$)", "").strip();
            Matcher definition = DEFINITION.matcher(plain);
            Matcher enumerator = ENUMERATOR.matcher(plain);
            if (definition.matches() && !definition.group(1).equals(definition.group(2))) {
                definitions.putIfAbsent(definition.group(1), definition.group(2).strip());
            } else if (enumerator.matches()) {
                definitions.putIfAbsent(enumerator.group(1), enumerator.group(2).strip());
            }
        }
    }

    /// A constant expression of C: numbers, other constants, `|`, `<<`, `~`, `+`, parentheses.
    static final class Expression {
        private final Map<String, String> definitions;
        private final String text;
        private int at;

        Expression(String text, Map<String, String> definitions) {
            this.text = text.replaceAll("\\s", "").replaceAll("\\(__\\w+\\)|\\(int\\)", "");
            this.definitions = definitions;
        }

        /// The value, or null when it is no number.
        Long value() {
            try {
                long value = or();
                return at == text.length() ? value : null;
            } catch (IllegalArgumentException | StringIndexOutOfBoundsException notOne) {
                return null;
            }
        }

        private long or() {
            long value = shift();
            while (at < text.length() && (text.charAt(at) == '|' || text.charAt(at) == '+')) {
                value = text.charAt(at++) == '|' ? value | shift() : value + shift();
            }
            return value;
        }

        private long shift() {
            long value = one();
            while (text.startsWith("<<", at)) {
                at += 2;
                value <<= one();
            }
            return value;
        }

        private long one() {
            char first = text.charAt(at);
            if (first == '(') {
                at++;
                long value = or();
                at++;
                return value;
            }
            if (first == '~' || first == '-') {
                at++;
                return first == '~' ? ~one() : -one();
            }
            int start = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            return word(text.substring(start, at));
        }

        private long word(String word) {
            if (word.isEmpty() || !Character.isDigit(word.charAt(0))) {
                Long value = definitions.containsKey(word) ? new Expression(definitions.get(word), definitions).value() : null;
                if (value == null) {
                    throw new IllegalArgumentException(word);
                }
                return value;
            }
            String digits = word.replaceAll("[uUlL]+$", "");
            return digits.startsWith("0x") ? Long.parseUnsignedLong(digits.substring(2), 16)
                    : digits.startsWith("0") && digits.length() > 1 ? Long.parseLong(digits.substring(1), 8) : Long.parseLong(digits);
        }
    }
}
