package learnc.runtime.trace.state;

import java.util.concurrent.locks.LockSupport;

/// Waits until an execve(2) is over. learnc hears of its success a little early, when the kernel closes the puppet's socket: the new
/// program's rights come after that, and its command line last of all.
///
/// @param proc where to look
record Arrival(Proc proc) {

    private static final int MOST_LOOKS = 2000;
    private static final long PAUSE_NANOSECONDS = 50_000;

    /// Waits until the process has a command line or is dead, but not for ever.
    void await(int pid) {
        for (int look = 0; look < MOST_LOOKS; look++) {
            String line = proc.text("/proc/" + pid + "/cmdline");
            if (line == null || !line.isEmpty() || isDead(pid)) {
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOSECONDS);
        }
    }

    private boolean isDead(int pid) {
        String status = proc.text("/proc/" + pid + "/status");
        return status == null || status.contains("\nState:\tZ");
    }
}
