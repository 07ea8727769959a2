package learnc.runtime.stage.exec;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;

/// What the puppet has inherited from learnc, as /proc/self/status tells it (proc_pid_status(5)).
///
/// @param permitted capabilities that it has
/// @param bounding  capabilities that it, and what it executes, can ever have
/// @param ignored   signals that it ignores: bit n−1 for signal n
record ProcessState(Kernel inside, long permitted, long bounding, long ignored) {

    private static final int SIGNALS = 64;

    @Why(value = "Reads which capabilities and ignored signals the process has inherited from learnc.",
            without = "learnc would try to give rights that it does not have itself, or let the program ignore signals without knowing it.")
    static ProcessState of(Kernel inside) {
        String status = WholeFile.text(inside, "/proc/self/status");
        return new ProcessState(inside, mask(status, "\nCapPrm:"), mask(status, "\nCapBnd:"), mask(status, "\nSigIgn:"));
    }

    private static long mask(String status, String field) {
        int start = status.indexOf(field) + field.length();
        return Long.parseUnsignedLong(status.substring(start, status.indexOf('\n', start)).trim(), 16);
    }

    /// A program inherits ignored signals, and few expect it; learnc itself may have been started by nohup(1).
    @Why(call = "rt_sigaction", value = "Gives a signal its default effect again, because a program inherits which signals are ignored.",
            without = "A learnc that was started by nohup(1) would make programs that cannot be told to hang up.")
    void resetIgnoredSignals() {
        for (int signal = 1; signal <= SIGNALS; signal++) {
            if ((ignored >>> signal - 1 & 1) != 0) {
                inside.rtSigactionDefault(signal);
            }
        }
    }

    /// Gives the process Docker's place, 0, in the order in which the kernel kills when memory runs out.
    ///
    /// To go below learnc's own place needs CAP_SYS_RESOURCE. Where that is missing the place stays: it protects nobody.
    @Why(call = "write", value = "Gives the process the usual place in the order in which the kernel kills when memory runs out.",
            without = "It would have learnc's own place: where learnc is protected, the container would be protected, too.")
    @Why(value = "Looks at the process's place in the order in which the kernel kills when memory runs out.",
            without = "Where learnc is protected from being killed, the container would be protected, too.")
    @Refused(errno = Errno.EACCES, call = "write", because = "going below learnc's own place needs CAP_SYS_RESOURCE, which this machine's root "
            + "does not have",
            remedy = "")
    void setOutOfMemoryScore() {
        String path = "/proc/self/oom_score_adj";
        if (WholeFile.text(inside, path).equals("0\n")) {
            return;
        }
        try {
            WholeFile.set(inside, path, "0");
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.EACCES)) {
                throw refusal;
            }
        }
    }
}
