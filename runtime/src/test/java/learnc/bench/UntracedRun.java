package learnc.bench;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntSupplier;

/// What it costs that a trace could be there: runs with bare doors, and runs with what stands at the doors when no trace is asked
/// for ([learnc.runtime.trace.FlightRecorder]), in the same JVM, by turns.
///
/// The difference is smaller than that between two starts of a JVM, so no two benchmarks of JMH, which are two starts, could
/// show it.
final class UntracedRun {

    private static final int WARM_UP_PAIRS = 1500;
    private static final int PAIRS = 2000;

    private UntracedRun() {
    }

    static void measure() throws Exception {
        var runs = new WarmRun();
        runs.prepare();
        try {
            measure(runs::learnc, runs::learncUntraced);
        } finally {
            runs.tidy();
        }
    }

    private static void measure(IntSupplier bare, IntSupplier untraced) {
        var order = new Random(1);
        for (int i = 0; i < WARM_UP_PAIRS; i++) {
            bare.getAsInt();
            untraced.getAsInt();
        }
        var bareTimes = new double[PAIRS];
        var untracedTimes = new double[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            if (order.nextBoolean()) {
                bareTimes[i] = milliseconds(bare);
                untracedTimes[i] = milliseconds(untraced);
            } else {
                untracedTimes[i] = milliseconds(untraced);
                bareTimes[i] = milliseconds(bare);
            }
        }
        System.out.printf("UntracedRun: bare doors %.3f ms, with what stands there when no trace is asked for %.3f ms (medians of %d): %.3f x%n",
                median(bareTimes), median(untracedTimes), PAIRS, median(untracedTimes) / median(bareTimes));
    }

    private static double milliseconds(IntSupplier run) {
        long start = System.nanoTime();
        run.getAsInt();
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
