package learnc.runtime.trace.payload;

import static learnc.runtime.Needed.needed;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Whoever waits in the way that comes further, on whatever machine.
class PatienceTest {

    private static final int WAITS = 10_000;
    private static final long SHORT = 10_000;
    private static final long LONG = 40_000;
    private static final long VERY_LONG = 5_000_000_000L;

    private final Patience patience = new Patience();
    private long now;

    @Test
    void where_sleepers_are_woken_late_it_stays_awake() {
        needsTwoProcessors();
        assertTrue(awake(LONG, SHORT, 0) > WAITS * 8 / 10);
    }

    @Test
    void where_looking_is_in_the_way_it_sleeps() {
        needsTwoProcessors();
        assertTrue(awake(SHORT, LONG, 0) < WAITS * 2 / 10);
    }

    @Test
    void a_program_that_sleeps_now_and_then_proves_nothing() {
        needsTwoProcessors();
        assertTrue(awake(LONG, SHORT, 97) > WAITS * 8 / 10);
    }

    @Test
    void when_the_machine_changes_it_learns_anew() {
        needsTwoProcessors();
        awake(LONG, SHORT, 0);
        assertTrue(awake(SHORT, LONG, 0) < WAITS * 3 / 10);
    }

    private static void needsTwoProcessors() {
        needed(Runtime.getRuntime().availableProcessors() > 1, "on one processor nobody looks while another works");
    }

    /// How many of many waits are waited through awake.
    ///
    /// @param asleep how long a wait takes then
    /// @param awake  how long a wait takes then
    /// @param every  so many waits the program sleeps itself; 0 for never
    private int awake(long asleep, long awake, int every) {
        int count = 0;
        for (int i = 1; i <= WAITS; i++) {
            boolean isAwake = patience.looks() > 0;
            count += isAwake ? 1 : 0;
            long start = now;
            now += every > 0 && i % every == 0 ? VERY_LONG : isAwake ? awake : asleep;
            patience.waited(start, now);
        }
        return count;
    }
}
