package learnc.runtime.kernel;

/// A puppet has ended although nobody told it to.
public final class InitDied extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param actor which
    public InitDied(Actor actor) {
        super("the process " + actor.pid() + " (" + actor.name() + "), in which learnc prepares the container, has ended by itself"
                + "\n  likely because: somebody killed it, or its memory limit is too small for it to start"
                + "\n  try: run it again; give it more than a few MiB with --memory", null, false, false);
    }
}
