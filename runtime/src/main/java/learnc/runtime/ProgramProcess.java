package learnc.runtime;

import static learnc.runtime.kernel.ProcessFlags.P_PIDFD;
import static learnc.runtime.kernel.ProcessFlags.WEXITED;
import static learnc.runtime.kernel.ProcessFlags.__WALL;

import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Why;

/// A process that becomes a program, and of which learnc is the parent: whoever makes one has to see it off.
final class ProgramProcess implements AutoCloseable {

    private final Kernel host;
    private final Inits inits;
    private final Init init;
    private boolean hasEnded;

    ProgramProcess(Kernel host, Inits inits, Init init) {
        this.host = host;
        this.inits = inits;
        this.init = init;
    }

    /// Waits until it ends. With the first process of a PID namespace all others in it have ended.
    ///
    /// @return its exit code, or 128 + the signal that has ended it
    @Why(call = "waitid", value = "Waits until the container's first process ends, and learns how; every other process of the container ends with "
            + "it.",
            without = "learnc would know no exit code, and take the container away while the program still runs.")
    int exitCode() {
        int exitCode = host.waitid(P_PIDFD, init.pidfd(), WEXITED | __WALL).exitCode();
        hasEnded = true;
        return exitCode;
    }

    /// Ends it, if it has not ended by itself.
    @Override
    @Why(value = "Gives back what stood for the container's process, which has ended.",
            without = "The kernel would remember the dead process until learnc ends.")
    public void close() {
        if (hasEnded) {
            inits.release(init);
            host.close(init.pidfd());
        } else {
            inits.end(host, init);
        }
    }
}
