package learnc.runtime.trace.step;

import java.util.function.BooleanSupplier;

import learnc.runtime.trace.Event;

/// The moment before a call, while its process waits.
///
/// @param coming  what is about to be called, without a result; null when the run is over and nothing is coming
/// @param reason  why the run waits here, as `breakpoint mount`; empty when it waits at each call
/// @param isMoot  whether nobody waits for an answer any more, because somebody else has given one or a signal has ended the run
public record Pause(Event coming, String reason, BooleanSupplier isMoot) {

    /// Whether the run is over: only the recording is left to look at.
    public boolean isEnd() {
        return coming == null;
    }
}
