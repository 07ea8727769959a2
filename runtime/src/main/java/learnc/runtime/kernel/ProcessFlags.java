package learnc.runtime.kernel;

/// Constants of clone3(2), unshare(2), setns(2), prctl(2), waitid(2) and the signal calls.
public final class ProcessFlags {

    public static final long CLONE_FILES = 0x400;
    public static final long CLONE_PIDFD = 0x1000;
    public static final long CLONE_PARENT = 0x8000;
    public static final long CLONE_NEWTIME = 0x80;
    public static final long CLONE_FS = 0x200;
    public static final long CLONE_NEWNS = 0x20000;
    public static final long CLONE_NEWCGROUP = 0x2000000;
    public static final long CLONE_NEWUTS = 0x4000000;
    public static final long CLONE_NEWIPC = 0x8000000;
    public static final long CLONE_NEWUSER = 0x10000000;
    public static final long CLONE_NEWPID = 0x20000000;
    public static final long CLONE_NEWNET = 0x40000000;
    public static final long CLONE_CLEAR_SIGHAND = 0x100000000L;
    public static final long CLONE_INTO_CGROUP = 0x200000000L;

    public static final int PR_SET_PDEATHSIG = 1;
    public static final int PR_SET_DUMPABLE = 4;
    public static final int PR_SET_KEEPCAPS = 8;
    public static final int PR_SET_NAME = 15;
    public static final int PR_CAPBSET_READ = 23;
    public static final int PR_CAPBSET_DROP = 24;
    public static final int PR_SET_NO_NEW_PRIVS = 38;
    public static final int PR_CAP_AMBIENT = 47;

    public static final int P_ALL = 0;
    public static final int P_PID = 1;
    public static final int P_PIDFD = 3;
    public static final int WNOHANG = 1;
    public static final int WSTOPPED = 2;
    public static final int WEXITED = 4;
    public static final int WNOWAIT = 0x1000000;
    /// Only what this thread itself traces or has made, not what its process has.
    public static final int __WNOTHREAD = 0x20000000;
    public static final int __WALL = 0x40000000;

    public static final int SIG_BLOCK = 0;
    public static final int SIG_UNBLOCK = 1;
    public static final int SIG_SETMASK = 2;

    public static final int CLOSE_RANGE_CLOEXEC = 4;

    static final int RLIMIT_CPU = 0;
    static final int RLIMIT_FSIZE = 1;
    static final int RLIMIT_DATA = 2;
    static final int RLIMIT_STACK = 3;
    static final int RLIMIT_CORE = 4;
    static final int RLIMIT_RSS = 5;
    static final int RLIMIT_NPROC = 6;
    static final int RLIMIT_NOFILE = 7;
    static final int RLIMIT_MEMLOCK = 8;
    static final int RLIMIT_AS = 9;
    static final int RLIMIT_LOCKS = 10;
    static final int RLIMIT_SIGPENDING = 11;
    static final int RLIMIT_MSGQUEUE = 12;
    static final int RLIMIT_NICE = 13;
    static final int RLIMIT_RTPRIO = 14;
    static final int RLIMIT_RTTIME = 15;

    static final int SUID_DUMP_DISABLE = 0;
    static final int SUID_DUMP_USER = 1;

    static final int PR_CAP_AMBIENT_IS_SET = 1;
    static final int PR_CAP_AMBIENT_RAISE = 2;
    static final int PR_CAP_AMBIENT_LOWER = 3;
    static final int PR_CAP_AMBIENT_CLEAR_ALL = 4;

    static final int KEYCTL_JOIN_SESSION_KEYRING = 1;

    static final Names CLONE = Names.ofBits(ProcessFlags.class, "CLONE_");
    static final Names PRCTL = Names.ofValues(ProcessFlags.class, "PR_SET", "PR_CAPBSET", "PR_CAP_AMBIENT");
    private static final Names DUMPABLE = Names.ofValues(ProcessFlags.class, "SUID_DUMP_");
    private static final Names AMBIENT = Names.ofValues(ProcessFlags.class, "PR_CAP_AMBIENT_");
    static final Names RESOURCE = Names.ofValues(ProcessFlags.class, "RLIMIT_");
    static final Names KEYCTL = Names.ofValues(ProcessFlags.class, "KEYCTL_");
    static final Names ID_TYPE = Names.ofValues(ProcessFlags.class, "P_");
    static final Names WAIT = Names.ofBits(ProcessFlags.class, "W", "__W");
    static final Names MASK = Names.ofValues(ProcessFlags.class, "SIG_");
    static final Names CLOSE_RANGE = Names.ofBits(ProcessFlags.class, "CLOSE_RANGE_");

    /// The names of prctl(2)'s operations.
    public static Names names() {
        return PRCTL;
    }

    /// What the second argument of prctl(2) means for this operation.
    public static String prctlArgument(int operation, long value) {
        return switch (operation) {
            case PR_SET_PDEATHSIG -> Signal.decoded(value);
            case PR_SET_DUMPABLE -> DUMPABLE.apply(value);
            case PR_CAPBSET_READ, PR_CAPBSET_DROP -> Capability.nameOf(value);
            case PR_CAP_AMBIENT -> AMBIENT.apply(value);
            default -> Long.toString(value);
        };
    }

    /// A limit of prlimit(2).
    static String limit(long value) {
        return value == -1 ? "RLIM64_INFINITY" : Long.toUnsignedString(value);
    }

    private ProcessFlags() {
    }
}
