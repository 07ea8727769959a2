package learnc.runtime.trace;

import java.util.List;
import java.util.function.Consumer;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;

/// An [Observer] at work for a trace: asked after each call that was not refused, given up when it fails, and asked for everything
/// at every fiftieth event, unless nothing has changed since.
final class Observation {

    private static final int EVENTS_A_FRAME = 50;

    private final Observer observer;
    private final Consumer<String> complain;
    private boolean hasFailed;
    private boolean isFrameDue;

    Observation(Observer observer, Consumer<String> complain) {
        this.observer = observer;
        this.complain = complain;
    }

    /// What is there before the first call, or null when that cannot be seen.
    State first() {
        try {
            return observer.first();
        } catch (RuntimeException failure) {
            giveUp(failure);
            return null;
        }
    }

    /// What the call has changed.
    ///
    /// @param result null when the call has not returned
    List<Change> after(Actor actor, Call call, Long result) {
        boolean isRefused = result == null || result < 0 && result >= -EventBuilder.HIGHEST_ERRNO;
        if (hasFailed || isRefused) {
            return List.of();
        }
        try {
            List<Change> changes = observer.after(actor, call, result);
            isFrameDue |= !changes.isEmpty();
            return changes;
        } catch (RuntimeException failure) {
            giveUp(failure);
            return List.of();
        }
    }

    /// The state after the event with this number, when it is time to tell all of it; else null.
    State frame(long sequence) {
        if (hasFailed || !isFrameDue || sequence % EVENTS_A_FRAME != 0) {
            return null;
        }
        isFrameDue = false;
        return observer.now();
    }

    /// Being watched must not change the run.
    private void giveUp(RuntimeException failure) {
        hasFailed = true;
        complain.accept("from here on the trace does not tell what changes, the run goes on: " + failure);
    }

    void end() {
        observer.close();
    }
}
