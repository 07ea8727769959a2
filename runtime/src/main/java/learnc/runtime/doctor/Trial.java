package learnc.runtime.doctor;

import static learnc.runtime.kernel.MountFlags.MS_PRIVATE;
import static learnc.runtime.kernel.MountFlags.MS_REC;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNS;

import learnc.runtime.kernel.ChildStatus;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;

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
        return inits.end(host, init);
    }

    @Override
    public void close() {
        if (!isOver) {
            end();
        }
    }
}
