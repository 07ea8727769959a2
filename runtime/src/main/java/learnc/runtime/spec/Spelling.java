package learnc.runtime.spec;

import java.util.Collection;

/// What somebody has probably meant who wrote a word that means nothing.
public final class Spelling {

    private static final int LETTERS_PER_SLIP = 3;

    private Spelling() {
    }

    /// ` Did you mean 'mount'?` with a space in front, to stand behind a sentence; empty when no known word is near.
    public static String question(String word, Collection<String> known) {
        String nearest = nearest(word, known);
        return nearest == null ? "" : " Did you mean '" + nearest + "'?";
    }

    /// The known word with the fewest slips: letters too many, missing, wrong, or swapped with the next one. One slip is allowed
    /// in three letters.
    ///
    /// @return null when none is that near
    public static String nearest(String word, Collection<String> known) {
        String nearest = null;
        int fewest = Math.max(1, word.length() / LETTERS_PER_SLIP) + 1;
        for (String candidate : known) {
            int slips = slips(word, candidate);
            if (slips < fewest) {
                fewest = slips;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /// Row by row: how many slips lead from the first letters of one word to the first letters of the other.
    private static int slips(String word, String other) {
        int[][] rows = new int[word.length() + 1][other.length() + 1];
        for (int i = 0; i <= word.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : fewest(rows, word, other, i, j);
            }
        }
        return rows[word.length()][other.length()];
    }

    private static int fewest(int[][] rows, String word, String other, int i, int j) {
        boolean isSame = word.charAt(i - 1) == other.charAt(j - 1);
        int fewest = Math.min(rows[i - 1][j - 1] + (isSame ? 0 : 1), Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        boolean isSwapped = i > 1 && j > 1 && word.charAt(i - 1) == other.charAt(j - 2) && word.charAt(i - 2) == other.charAt(j - 1);
        return isSwapped ? Math.min(fewest, rows[i - 2][j - 2] + 1) : fewest;
    }
}
