package learnc.runtime.stage.exec;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.WholeFile;

/// What the puppet has inherited from learnc, as /proc/self/status tells it (proc_pid_status(5)).
///
/// @param permitted capabilities that it has
/// @param bounding  capabilities that it, and what it executes, can ever have
/// @param ignored   signals that it ignores: bit n−1 for signal n
record ProcessState(Kernel inside, long permitted, long bounding, long ignored) {

    private static final int SIGNALS = 64;

    static ProcessState of(Kernel inside) {
        String status = WholeFile.text(inside, "/proc/self/status");
        return new ProcessState(inside, mask(status, "\nCapPrm:"), mask(status, "\nCapBnd:"), mask(status, "\nSigIgn:"));
    }

    private static long mask(String status, String field) {
        int start = status.indexOf(field) + field.length();
        return Long.parseUnsignedLong(status.substring(start, status.indexOf('\n', start)).trim(), 16);
    }

    /// A program inherits ignored signals, and few expect it; learnc itself may have been started by nohup(1).
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
