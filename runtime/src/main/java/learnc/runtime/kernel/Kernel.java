package learnc.runtime.kernel;

/// Linux, in its own words: one method for one system call, named as its manual page.
///
/// There are always two of these at work. `host` acts on learnc's own process, `inside` on the process that is about to
/// become the container's first. A stage takes the one (or both) that it needs, and the text of the stage reads as the
/// list of calls that it makes.
///
/// A method translates its arguments, makes exactly one call, and reports a refusal as [KernelRefusal]. It never retries,
/// never decides, never cleans up.
public final class Kernel implements FileCalls, DirectoryCalls, OwnershipCalls, MountCalls, ProcessCalls, CredentialCalls,
        MemoryCalls, SocketCalls, TracingCalls {

    private final Door door;

    /// The system calls behind this door.
    public Kernel(Door door) {
        this.door = door;
    }

    @Override
    public Door door() {
        return door;
    }

    /// Who acts.
    public Actor actor() {
        return door.actor();
    }

    /// Who acts, and its number on the host: `inside 4711`.
    @Override
    public String toString() {
        return actor().name() + ' ' + actor().pid();
    }
}
