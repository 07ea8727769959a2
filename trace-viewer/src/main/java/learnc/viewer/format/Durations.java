package learnc.viewer.format;

import java.util.Map;
import java.util.TreeMap;

/// How long calls took. Needs the same memory for a million of them as for a hundred: it counts how many fell into each of a few
/// thousand ranges, each at most 1/64 wide, so the median may be off by that much.
final class Durations {

    private static final int STEPS = 64;
    private static final int STEP_BITS = 6;

    private final Map<Long, Long> counts = new TreeMap<>();
    private long count;
    private long total;

    void add(long nanoseconds) {
        long duration = Math.max(0, nanoseconds);
        counts.merge(range(duration), 1L, Long::sum);
        count++;
        total += duration;
    }

    long count() {
        return count;
    }

    long total() {
        return total;
    }

    /// Half of them took no longer.
    long median() {
        long seen = 0;
        for (Map.Entry<Long, Long> range : counts.entrySet()) {
            seen += range.getValue();
            if (seen * 2 >= count) {
                return range.getKey();
            }
        }
        return 0;
    }

    /// The beginning of the range into which a duration falls: its first seven binary digits.
    private static long range(long duration) {
        if (duration < 2 * STEPS) {
            return duration;
        }
        int cut = 63 - STEP_BITS - Long.numberOfLeadingZeros(duration);
        return duration >> cut << cut;
    }
}
