package learnc.viewer.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignmentTest {

    private static List<Step> steps(String letters) {
        var steps = new ArrayList<Step>();
        for (char letter : letters.toCharArray()) {
            steps.add(new Step(steps.size() + 1, Character.toString(letter), List.of(), List.of(), ""));
        }
        return steps;
    }

    /// `a` for what both have, `-a` and `+a` for what only one has.
    private static String aligned(String before, String after) {
        var text = new StringBuilder();
        for (Alignment.Pair pair : Alignment.of(steps(before), steps(after))) {
            text.append(pair.after() == null ? "-" + pair.before().systemCall() : pair.before() == null ? "+" + pair.after().systemCall() : pair.before().systemCall());
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({"'','',''", "abc,abc,abc", "'',ab,+a+b", "ab,'',-a-b", "abc,ac,a-bc", "ac,abc,a+bc", "abcabba,cbabac,-a-bc+bab-ba+c", "x,y,-x+y", "aaaa,aa,aa-a-a"})
    void two_runs_are_aligned_along_what_they_share(String before, String after, String expected) {
        assertEquals(expected, aligned(before, after));
    }

    /// Against the plain dynamic programme, which cannot be wrong and is slow.
    @Test
    void the_common_part_is_the_longest_and_nothing_is_lost() {
        var random = new SplittableRandom(3);
        for (int round = 0; round < 500; round++) {
            String before = word(random);
            String after = word(random);
            List<Alignment.Pair> pairs = Alignment.of(steps(before), steps(after));
            assertEquals(before, letters(pairs.stream().filter(pair -> pair.before() != null).map(Alignment.Pair::before).toList()));
            assertEquals(after, letters(pairs.stream().filter(pair -> pair.after() != null).map(Alignment.Pair::after).toList()));
            assertEquals(longestCommon(before, after), pairs.stream().filter(pair -> pair.before() != null && pair.after() != null).count(), before + " " + after);
        }
    }

    private static String word(SplittableRandom random) {
        var word = new StringBuilder();
        for (int length = random.nextInt(25); length > 0; length--) {
            word.append((char) ('a' + random.nextInt(4)));
        }
        return word.toString();
    }

    private static String letters(List<Step> steps) {
        return String.join("", steps.stream().map(Step::systemCall).toList());
    }

    private static long longestCommon(String a, String b) {
        int[][] longest = new int[a.length() + 1][b.length() + 1];
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                longest[i][j] = a.charAt(i - 1) == b.charAt(j - 1) ? longest[i - 1][j - 1] + 1 : Math.max(longest[i - 1][j], longest[i][j - 1]);
            }
        }
        return longest[a.length()][b.length()];
    }

    @Test
    void two_long_runs_with_nothing_in_common_are_told_apart_soon() {
        assertEquals(20_000, Alignment.of(steps("a".repeat(10_000)), steps("b".repeat(10_000))).size());
    }
}
