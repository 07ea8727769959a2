package learnc.runtime.kernel;

/// Constants of ptrace(2) and seccomp(2).
public final class TracingFlags {

    public static final int PTRACE_CONT = 7;
    public static final int PTRACE_SYSCALL = 24;
    public static final int PTRACE_GETEVENTMSG = 0x4201;
    public static final int PTRACE_SEIZE = 0x4206;
    public static final int PTRACE_LISTEN = 0x4208;
    public static final int PTRACE_GET_SYSCALL_INFO = 0x420E;

    public static final int PTRACE_O_TRACESYSGOOD = 1;
    public static final int PTRACE_O_TRACEFORK = 2;
    public static final int PTRACE_O_TRACEVFORK = 4;
    public static final int PTRACE_O_TRACECLONE = 8;
    public static final int PTRACE_O_TRACEEXEC = 0x10;
    public static final int PTRACE_O_TRACESECCOMP = 0x80;
    public static final int PTRACE_O_EXITKILL = 0x100000;

    public static final int PTRACE_EVENT_FORK = 1;
    public static final int PTRACE_EVENT_VFORK = 2;
    public static final int PTRACE_EVENT_CLONE = 3;
    public static final int PTRACE_EVENT_EXEC = 4;
    public static final int PTRACE_EVENT_SECCOMP = 7;
    public static final int PTRACE_EVENT_STOP = 128;

    public static final int SECCOMP_SET_MODE_FILTER = 1;
    public static final int SECCOMP_RET_TRACE = 0x7FF00000;
    public static final int SECCOMP_RET_ALLOW = 0x7FFF0000;

    static final Names REQUEST = Names.ofValues(TracingFlags.class, "PTRACE_CONT", "PTRACE_SYSCALL", "PTRACE_GET", "PTRACE_SEIZE", "PTRACE_LISTEN");
    static final Names OPTION = Names.ofBits(TracingFlags.class, "PTRACE_O_");
    static final Names OPERATION = Names.ofValues(TracingFlags.class, "SECCOMP_SET_");

    private TracingFlags() {
    }
}
