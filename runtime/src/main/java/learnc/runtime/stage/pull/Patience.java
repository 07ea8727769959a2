package learnc.runtime.stage.pull;

import java.time.Duration;

import learnc.runtime.spec.Failure;

/// How often something is tried again, and how long is waited.
///
/// @param attempts   in a row without any progress
/// @param firstPause before the second attempt; it doubles each time, up to 10 seconds
/// @param silence    how long a server may send nothing in the middle of an answer
record Patience(int attempts, Duration firstPause, Duration silence) {

    static final Patience USUAL = new Patience(5, Duration.ofMillis(500), Duration.ofSeconds(30));

    private static final long LONGEST_PAUSE_MILLISECONDS = 10_000;

    /// Waits after the n-th failure, n from 1.
    ///
    /// @param wishedSeconds what the server asked for; 0 for nothing
    void pause(int failures, long wishedSeconds) {
        long doubled = firstPause.toMillis() << Math.min(failures - 1, 10);
        try {
            Thread.sleep(Math.min(LONGEST_PAUSE_MILLISECONDS, Math.max(doubled, wishedSeconds * 1000)));
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new Failure("the pull was interrupted.", interrupt);
        }
    }
}
