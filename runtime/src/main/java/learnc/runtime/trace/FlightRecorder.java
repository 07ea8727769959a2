package learnc.runtime.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.Errno;

/// Remembers the last few calls of a run that nobody watches, so that a failure can say what led to it.
///
/// It must cost next to nothing: it keeps the calls as they are, and finds words for them only when it is asked. A run takes
/// everything back before it reports its failure, so the calls before each of the latest refusals are kept aside.
public final class FlightRecorder implements UnaryOperator<Door> {

    private static final int KEPT = 8;
    private static final int REFUSALS = 64;
    private static final int HIGHEST_ERRNO = 4095;

    private final AtomicInteger count = new AtomicInteger();
    private final Call[] calls = new Call[KEPT];
    private final Door[] doors = new Door[KEPT];
    private final long[] results = new long[KEPT];
    private final AtomicInteger refusals = new AtomicInteger();
    private final Call[][] callsBefore = new Call[REFUSALS][];
    private final Door[][] doorsBefore = new Door[REFUSALS][];
    private final long[][] resultsBefore = new long[REFUSALS][];

    @Override
    public Door apply(Door door) {
        return new Door() {
            @Override
            public long pass(Call call) {
                long result = door.pass(call);
                remember(door, call, result);
                return result;
            }

            @Override
            public Actor actor() {
                return door.actor();
            }
        };
    }

    private void remember(Door door, Call call, long result) {
        int number = count.getAndIncrement();
        int at = Math.floorMod(number, KEPT);
        calls[at] = call;
        doors[at] = door;
        results[at] = result;
        if (result < 0 && result >= -HIGHEST_ERRNO) {
            putAside(number);
        }
    }

    private void putAside(int last) {
        int at = Math.floorMod(refusals.getAndIncrement(), REFUSALS);
        var before = new Call[KEPT];
        var through = new Door[KEPT];
        var answers = new long[KEPT];
        for (int i = 0; i < KEPT; i++) {
            int from = Math.floorMod(last + 1 + i, KEPT);
            before[i] = calls[from];
            through[i] = doors[from];
            answers[i] = results[from];
        }
        callsBefore[at] = before;
        doorsBefore[at] = through;
        resultsBefore[at] = answers;
    }

    /// The calls that led to a refusal, and it itself as the last, a line each; nothing when that was too long ago.
    ///
    /// @param refused the very call that was refused
    public List<String> before(Call refused) {
        for (int i = 0; i < REFUSALS; i++) {
            if (callsBefore[i] != null && callsBefore[i][KEPT - 1] == refused) {
                return lines(callsBefore[i], doorsBefore[i], resultsBefore[i]);
            }
        }
        return List.of();
    }

    private static List<String> lines(Call[] calls, Door[] doors, long[] results) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < KEPT; i++) {
            if (calls[i] != null && doors[i] != null) {
                lines.add(Printable.text(doors[i].actor().name() + "  " + LongNames.shortened(calls[i].toString()) + " = " + answer(results[i])));
            }
        }
        return lines;
    }

    private static String answer(long result) {
        boolean isRefusal = result < 0 && result >= -HIGHEST_ERRNO;
        return isRefusal ? "-1 " + Errno.of(-result).name() + " (" + Errno.of(-result).meaning() + ")" : Long.toString(result);
    }
}
