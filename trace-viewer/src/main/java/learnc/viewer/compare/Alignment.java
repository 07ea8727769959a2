package learnc.viewer.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The longest sequence of steps that both runs have in common, by Myers' algorithm: its work grows with the differences, not
/// with the length. Beyond a certain number of them the rest of both counts as different.
final class Alignment {

    private static final int MOST_DIFFERENCES = 2000;

    /// A step of one run beside that of the other; null where it has none.
    record Pair(Step before, Step after) {
    }

    private final List<Step> before;
    private final List<Step> after;

    private Alignment(List<Step> before, List<Step> after) {
        this.before = before;
        this.after = after;
    }

    /// The steps of both, side by side.
    static List<Pair> of(List<Step> before, List<Step> after) {
        return new Alignment(before, after).pairs();
    }

    private List<Pair> pairs() {
        int most = Math.min(before.size() + after.size(), MOST_DIFFERENCES);
        var rounds = new ArrayList<int[]>();
        int[] reached = new int[2 * most + 3];
        for (int differences = 0; differences <= most; differences++) {
            rounds.add(reached.clone());
            for (int diagonal = -differences; diagonal <= differences; diagonal += 2) {
                int x = furthest(reached, most + 1, diagonal, differences);
                reached[most + 1 + diagonal] = x;
                if (x >= before.size() && x - diagonal >= after.size()) {
                    return path(rounds, most + 1, differences);
                }
            }
        }
        return allDifferent();
    }

    /// How far one comes in the first run on a diagonal: one step down or right from a neighbour, then along what is the same.
    private int furthest(int[] reached, int middle, int diagonal, int differences) {
        boolean isDown = isDown(reached, middle, diagonal, differences);
        int x = isDown ? reached[middle + diagonal + 1] : reached[middle + diagonal - 1] + 1;
        while (x < before.size() && x - diagonal < after.size() && before.get(x).isAbout(after.get(x - diagonal))) {
            x++;
        }
        return x;
    }

    private static boolean isDown(int[] reached, int middle, int diagonal, int differences) {
        return diagonal == -differences || diagonal != differences && reached[middle + diagonal - 1] < reached[middle + diagonal + 1];
    }

    private List<Pair> path(List<int[]> rounds, int middle, int differences) {
        var pairs = new ArrayList<Pair>();
        int x = before.size();
        int y = after.size();
        for (int d = differences; d > 0; d--) {
            int[] reached = rounds.get(d);
            int diagonal = x - y;
            boolean isDown = isDown(reached, middle, diagonal, d);
            int fromX = reached[middle + diagonal + (isDown ? 1 : -1)];
            int fromY = fromX - diagonal - (isDown ? 1 : -1);
            while (x > fromX + (isDown ? 0 : 1) && y > fromY + (isDown ? 1 : 0)) {
                pairs.add(new Pair(before.get(--x), after.get(--y)));
            }
            pairs.add(isDown ? new Pair(null, after.get(--y)) : new Pair(before.get(--x), null));
        }
        while (x > 0) {
            pairs.add(new Pair(before.get(--x), after.get(--y)));
        }
        Collections.reverse(pairs);
        return pairs;
    }

    private List<Pair> allDifferent() {
        var pairs = new ArrayList<Pair>();
        before.forEach(step -> pairs.add(new Pair(step, null)));
        after.forEach(step -> pairs.add(new Pair(null, step)));
        return pairs;
    }
}
