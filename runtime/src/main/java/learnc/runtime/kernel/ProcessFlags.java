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
    public static final int WEXITED = 4;
    public static final int WNOWAIT = 0x1000000;
    public static final int __WALL = 0x40000000;

    public static final int SIG_BLOCK = 0;
    public static final int SIG_UNBLOCK = 1;
    public static final int SIG_SETMASK = 2;

    public static final int CLOSE_RANGE_CLOEXEC = 4;

    static final Names CLONE = Names.ofBits(ProcessFlags.class, "CLONE_");
    static final Names PRCTL = Names.ofValues(ProcessFlags.class, "PR_");
    static final Names ID_TYPE = Names.ofValues(ProcessFlags.class, "P_");
    static final Names WAIT = Names.ofBits(ProcessFlags.class, "W", "__W");
    static final Names MASK = Names.ofValues(ProcessFlags.class, "SIG_");
    static final Names CLOSE_RANGE = Names.ofBits(ProcessFlags.class, "CLOSE_RANGE_");

    /// The names of prctl(2)'s operations.
    public static Names names() {
        return PRCTL;
    }

    private ProcessFlags() {
    }
}
