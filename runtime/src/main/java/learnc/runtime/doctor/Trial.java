package learnc.runtime.doctor;

import static learnc.runtime.kernel.MountFlags.MS_PRIVATE;
import static learnc.runtime.kernel.MountFlags.MS_REC;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNS;
import static learnc.runtime.kernel.ProcessFlags.P_PIDFD;
import static learnc.runtime.kernel.ProcessFlags.WEXITED;
import static learnc.runtime.kernel.ProcessFlags.__WALL;

import learnc.runtime.kernel.ChildStatus;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Signal;

/// A process that tries something, and ends with the trial. What it mounts nobody else sees.
final class Trial implements AutoCloseable {

    private final Kernel host;
    private final Inits inits;
    private final Init init;
    private boolean isOver;

    /// @param namespaces `CLONE_NEW…` flags of the namespaces that it has for itself
    Trial(Kernel host, Inits inits, long namespaces) {
        this(host, inits, inits.newInit(namespaces));
        if ((namespaces & CLONE_NEWNS) != 0) {
            inside().mount(null, "/", null, MS_REC | MS_PRIVATE, null);
        }
    }

    private Trial(Kernel host, Inits inits, Init init) {
        this.host = host;
        this.inits = inits;
        this.init = init;
    }

    /// A child of it.
    Trial child() {
        return new Trial(host, inits, inits.newChild(init));
    }

    Init init() {
        return init;
    }

    Kernel inside() {
        return init.inside();
    }

    /// Ends it, if it has not ended by itself, and tells how it ended.
    ChildStatus end() {
        isOver = true;
        inits.release(init);
        try {
            host.pidfdSendSignal(init.pidfd(), Signal.SIGKILL.number());
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.ESRCH)) {
                throw refusal;
            }
        }
        ChildStatus status = host.waitid(P_PIDFD, init.pidfd(), WEXITED | __WALL);
        host.close(init.pidfd());
        return status;
    }

    @Override
    public void close() {
        if (!isOver) {
            end();
        }
    }
}
