package learnc.runtime.kernel;

/// Constants of clone3(2), unshare(2), setns(2), prctl(2), waitid(2) and the signal calls.
public final class ProcessFlags {

    @Means("share the table of descriptors")
    public static final long CLONE_FILES = 0x400;
    @Means("give back a descriptor of the child")
    public static final long CLONE_PIDFD = 0x1000;
    @Means("the child becomes a sibling: its parent is the caller's parent")
    public static final long CLONE_PARENT = 0x8000;
    @Means("its own clocks since boot")
    public static final long CLONE_NEWTIME = 0x80;
    @Means("share root, working directory and umask")
    public static final long CLONE_FS = 0x200;
    @Means("its own mounts")
    public static final long CLONE_NEWNS = 0x20000;
    @Means("its own view of the control groups")
    public static final long CLONE_NEWCGROUP = 0x2000000;
    @Means("its own host name")
    public static final long CLONE_NEWUTS = 0x4000000;
    @Means("its own message queues and shared memory")
    public static final long CLONE_NEWIPC = 0x8000000;
    @Means("its own users and groups, and rights over what they own")
    public static final long CLONE_NEWUSER = 0x10000000;
    @Means("its own numbers of processes, beginning with 1")
    public static final long CLONE_NEWPID = 0x20000000;
    @Means("its own network devices, addresses, routes and ports")
    public static final long CLONE_NEWNET = 0x40000000;
    @Means("signals have their default effects in the child")
    public static final long CLONE_CLEAR_SIGHAND = 0x100000000L;
    @Means("the child is born in another control group")
    public static final long CLONE_INTO_CGROUP = 0x200000000L;

    @Means("the signal that this process gets when its parent dies")
    public static final int PR_SET_PDEATHSIG = 1;
    @Means("whether others may look into this process, and whether it may dump core")
    public static final int PR_SET_DUMPABLE = 4;
    @Means("keep capabilities when the user changes")
    public static final int PR_SET_KEEPCAPS = 8;
    @Means("the name that ps shows")
    public static final int PR_SET_NAME = 15;
    @Means("is this capability in the bounding set?")
    public static final int PR_CAPBSET_READ = 23;
    @Means("take this capability out of the bounding set, for good")
    public static final int PR_CAPBSET_DROP = 24;
    @Means("no program that is executed from now on gains rights")
    public static final int PR_SET_NO_NEW_PRIVS = 38;
    @Means("change the capabilities that programs without setuid inherit")
    public static final int PR_CAP_AMBIENT = 47;

    @Means("any child")
    public static final int P_ALL = 0;
    @Means("the child with this number")
    public static final int P_PID = 1;
    @Means("the child that this descriptor stands for")
    public static final int P_PIDFD = 3;
    @Means("do not wait")
    public static final int WNOHANG = 1;
    @Means("one that has stopped")
    public static final int WSTOPPED = 2;
    @Means("one that has ended")
    public static final int WEXITED = 4;
    @Means("leave it for the next who waits")
    public static final int WNOWAIT = 0x1000000;
    /// Only what this thread itself traces or has made, not what its process has.
    @Means("only children of this thread")
    public static final int __WNOTHREAD = 0x20000000;
    @Means("children of every kind, also those without an exit signal")
    public static final int __WALL = 0x40000000;

    @Means("add these to the signals that wait")
    public static final int SIG_BLOCK = 0;
    @Means("take these from the signals that wait")
    public static final int SIG_UNBLOCK = 1;
    @Means("exactly these signals wait")
    public static final int SIG_SETMASK = 2;

    @Means("not now: when the process executes a program")
    public static final int CLOSE_RANGE_CLOEXEC = 4;

    @Means("seconds of processor time")
    static final int RLIMIT_CPU = 0;
    @Means("the largest file that can be written, in bytes")
    static final int RLIMIT_FSIZE = 1;
    @Means("bytes of data")
    static final int RLIMIT_DATA = 2;
    @Means("bytes of stack")
    static final int RLIMIT_STACK = 3;
    @Means("the largest core dump, in bytes")
    static final int RLIMIT_CORE = 4;
    @Means("no effect since Linux 2.4.30")
    static final int RLIMIT_RSS = 5;
    @Means("processes and threads of this user")
    static final int RLIMIT_NPROC = 6;
    @Means("open files")
    static final int RLIMIT_NOFILE = 7;
    @Means("bytes that must not be swapped out")
    static final int RLIMIT_MEMLOCK = 8;
    @Means("bytes of address space")
    static final int RLIMIT_AS = 9;
    @Means("no effect since Linux 2.4.25")
    static final int RLIMIT_LOCKS = 10;
    @Means("signals that wait")
    static final int RLIMIT_SIGPENDING = 11;
    @Means("bytes in message queues")
    static final int RLIMIT_MSGQUEUE = 12;
    @Means("the highest priority")
    static final int RLIMIT_NICE = 13;
    @Means("the highest real-time priority")
    static final int RLIMIT_RTPRIO = 14;
    @Means("microseconds without a pause in real time")
    static final int RLIMIT_RTTIME = 15;

    @Means("only root may look into it, and it dumps no core")
    static final int SUID_DUMP_DISABLE = 0;
    @Means("its user may look into it, and it may dump core")
    static final int SUID_DUMP_USER = 1;

    @Means("is it there?")
    static final int PR_CAP_AMBIENT_IS_SET = 1;
    @Means("add it")
    static final int PR_CAP_AMBIENT_RAISE = 2;
    @Means("take it away")
    static final int PR_CAP_AMBIENT_LOWER = 3;
    @Means("take all away")
    static final int PR_CAP_AMBIENT_CLEAR_ALL = 4;

    @Means("a ring of keys of its own")
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
