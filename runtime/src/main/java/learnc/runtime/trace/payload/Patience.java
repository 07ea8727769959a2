package learnc.runtime.trace.payload;

/// Finds out how to wait for the next change: asleep until the kernel wakes the tracer, or awake, looking again and again.
///
/// On a machine that has nothing else to do, to be woken takes longer than most calls. On one that is busy, who looks takes the
/// processor from the program that it waits for. So each way is tried for a while, the one that came further is kept, and now and
/// then the other is tried again. Who waits long anyway (a program that sleeps) proves nothing, and is left out. At first it sleeps:
/// as long as Java still compiles, that needs a processor, too, and whatever is tried later looks faster.
final class Patience {

    private static final int LOOKS = Runtime.getRuntime().availableProcessors() > 1 ? 30 : 0;
    private static final int WAITS_IN_A_TRIAL = 64;
    private static final int COLD_TRIALS = 16;
    private static final int FIRST_TRIALS = 4;
    private static final int TRIALS_UNTIL_A_CHANGE = 16;
    private static final long LONG_NANOSECONDS = 1_000_000;

    private final long[] nanoseconds = new long[2];
    private boolean isAwake;
    private int trials = -COLD_TRIALS;
    private int waits;
    private long began;

    /// How often to look before going to sleep.
    int looks() {
        return isAwake ? LOOKS : 0;
    }

    /// Takes into account a wait that has ended.
    ///
    /// @param start when it began, in nanoseconds
    /// @param end   and ended
    void waited(long start, long end) {
        if (waits == 0) {
            began = start;
        }
        if (end - start > LONG_NANOSECONDS) {
            began += end - start;
        }
        if (++waits == WAITS_IN_A_TRIAL) {
            nanoseconds[isAwake ? 1 : 0] = end - began;
            waits = 0;
            isAwake = choice(++trials);
        }
    }

    private boolean choice(int trial) {
        if (trial < 0) {
            return false;
        }
        if (trial < FIRST_TRIALS || trial % TRIALS_UNTIL_A_CHANGE == 0) {
            return !isAwake;
        }
        return nanoseconds[1] < nanoseconds[0];
    }
}
