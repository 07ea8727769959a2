package learnc.runtime.kernel;

/// A puppet is not there any more to make a call.
public final class InitDied extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private InitDied(Actor actor, String what) {
        super("the process " + actor.pid() + " (" + actor.name() + ")" + what, null, false, false);
    }

    /// It has ended although nobody told it to.
    ///
    /// @param actor which
    public InitDied(Actor actor) {
        this(actor, ", in which learnc prepares the container, has ended by itself"
                + "\n  likely because: somebody killed it, or its memory limit is too small for it to start"
                + "\n  try: run it again; give it more than a few MiB with --memory");
    }

    /// It was told to become a program, or to end, and is asked for a call all the same.
    ///
    /// @param actor which
    public static InitDied asItWasTold(Actor actor) {
        return new InitDied(actor, " takes no more orders: its last one was to become a program (execve), or to end"
                + "\n  try: another process, before its last order");
    }
}
