package learnc.runtime.trace;

import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;

/// A call at a door, as its own thread sees it: what nobody could find out later, and nothing more. To find words for it takes
/// longer than most calls take; another thread does that.
final class Sighting {

    private final Actor actor;
    private final int threadNumber;
    private final Thread thread = Thread.currentThread();
    private final Way way = new Way();
    private Call call;
    private String[] names;

    /// The way to a call. Java's virtual machine notes it in a tenth of the time that a walk over the stack takes, and reads its
    /// notes only when somebody asks.
    private static final class Way extends Throwable {

        private static final long serialVersionUID = 1L;

        private Way() {
            super(null, null, false, true);
        }
    }

    /// Call it on the thread that makes the call, where the call is made.
    ///
    /// @param threadNumber the thread that makes the call, as the host counts
    Sighting(Actor actor, Call call, int threadNumber) {
        this.actor = actor;
        this.call = call;
        this.threadNumber = threadNumber;
    }

    Actor actor() {
        return actor;
    }

    Call call() {
        return call;
    }

    int threadNumber() {
        return threadNumber;
    }

    /// The thread that asked for the call.
    Thread thread() {
        return thread;
    }

    /// The methods that led to the call, the innermost first.
    StackTraceElement[] way() {
        return way.getStackTrace();
    }

    /// Takes a copy of all that others may overwrite, now that the call has returned.
    void keep() {
        call = call.kept();
    }

    /// What the descriptors among the arguments are, at the same places; null while nobody has looked.
    String[] names() {
        return names;
    }

    void name(String[] descriptors) {
        names = descriptors;
    }
}
