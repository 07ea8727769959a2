package learnc.runtime.kernel;

/// When a process was started. A number of a process is used again after its end; number and start together are not.
public final class ProcessAge {

    /// What [#startTicks] answers where there is no such process.
    public static final long NONE = -1;

    private static final int START_TIME_FIELD = 22;
    private static final int FIRST_FIELD_AFTER_NAME = 3;

    private ProcessAge() {
    }

    /// The start of a process, in clock ticks since the machine's own (field 22 of /proc/PID/stat), or [#NONE]. A process
    /// that has ended and was not waited for is none.
    @Why(value = "Reads when the process was started, because its number alone may be given to another one later.",
            without = "A stranger that got the same number could be taken for this process, and be killed in its place.")
    @Refused(errno = Errno.ENOENT, call = "openat", because = "the process has ended, and its folder in /proc with it", remedy = "")
    public static long startTicks(Kernel host, int pid) {
        try {
            return ofStat(WholeFile.text(host, "/proc/" + pid + "/stat"));
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT) || refusal.is(Errno.ESRCH)) {
                return NONE;
            }
            throw refusal;
        }
    }

    /// The name of a program may hold spaces and brackets, so the fields are counted from its last bracket.
    static long ofStat(String stat) {
        int at = stat.lastIndexOf(')') + 2;
        if (stat.charAt(at) == 'Z' || stat.charAt(at) == 'X') {
            return NONE;
        }
        for (int field = FIRST_FIELD_AFTER_NAME; field < START_TIME_FIELD; field++) {
            at = stat.indexOf(' ', at) + 1;
        }
        return Long.parseLong(stat, at, stat.indexOf(' ', at), 10);
    }
}
