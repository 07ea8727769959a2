package learnc.lessons.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A question that a lesson asks before it shows: its text is the cell's, its answer stands in the cell's attributes.
///
///     [source#guess%live%predict,text,choices="one|two|none",answer="two",because="each process has its own"]
///     ----
///     How many names does the kernel know now?
///     ----
///
/// @param question in words
/// @param choices  to choose from; none for a number or a word
/// @param answers  that are right
/// @param because  why, or empty
public record Prediction(String question, List<String> choices, List<String> answers, String because) {

    /// The question of a cell; null when it asks none.
    public static Prediction of(Cell cell) {
        if (cell.kind() != Cell.Kind.PREDICT) {
            return null;
        }
        return new Prediction(cell.source(), parts(cell, "choices"), parts(cell, "answer"), cell.attributes().getOrDefault("because", ""));
    }

    private static List<String> parts(Cell cell, String name) {
        String text = cell.attributes().getOrDefault(name, "");
        return text.isEmpty() ? List.of() : Arrays.stream(text.split("\\|")).map(String::strip).toList();
    }

    /// Whether that is one of the right answers, as a number or as words.
    public boolean isRight(String answer) {
        return answers.stream().anyMatch(right -> plain(right).equals(plain(answer)) || isSameNumber(right, answer));
    }

    private static String plain(String text) {
        return text.replace("`", "").strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    private static boolean isSameNumber(String one, String other) {
        try {
            return Double.parseDouble(one) == Double.parseDouble(other);
        } catch (NumberFormatException words) {
            return false;
        }
    }

    /// What is right, and why, in a sentence.
    public String solution() {
        return String.join(" or ", answers) + (because.isEmpty() ? "." : ", because " + because + ".");
    }

    /// What is said to whoever has given an answer.
    public String verdict(String answer) {
        if (!isRight(answer)) {
            return "It is: " + solution();
        }
        return because.isEmpty() ? "" : "It is so because " + because + ".";
    }
}
