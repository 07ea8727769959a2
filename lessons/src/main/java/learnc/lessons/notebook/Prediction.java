package learnc.lessons.notebook;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonGenerator;
import learnc.lessons.text.Cell;

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
record Prediction(String question, List<String> choices, List<String> answers, String because) {

    /// The question of a cell; null when it asks none.
    static Prediction of(Cell cell) {
        if (cell.kind() != Cell.Kind.PREDICT) {
            return null;
        }
        return new Prediction(cell.source(), parts(cell, "choices"), parts(cell, "answer"), cell.attributes().getOrDefault("because", ""));
    }

    private static List<String> parts(Cell cell, String name) {
        String text = cell.attributes().getOrDefault(name, "");
        return text.isEmpty() ? List.of() : List.of(text.split("\\|"));
    }

    /// Whether that is one of the right answers, as a number or as words.
    boolean isRight(String answer) {
        return answers.stream().anyMatch(right -> plain(right).equals(plain(answer)) || isSameNumber(right, answer));
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    private static boolean isSameNumber(String one, String other) {
        try {
            return Double.parseDouble(one) == Double.parseDouble(other);
        } catch (NumberFormatException words) {
            return false;
        }
    }

    /// What the page says to an answer.
    String verdict(String answer) {
        return Json.object(json -> {
            boolean isRight = isRight(answer);
            json.writeBooleanField("right", isRight);
            json.writeStringField("text", (isRight ? "" : "It is: " + String.join(" or ", answers) + ". ") + because);
        });
    }

    /// Writes it without the answer, unless its reader has given one.
    void write(JsonGenerator json, String given) throws IOException {
        json.writeObjectFieldStart("predict");
        json.writeStringField("question", question);
        Json.texts(json, "choices", choices);
        if (given != null) {
            json.writeStringField("answer", given);
            json.writeBooleanField("right", isRight(given));
            json.writeStringField("text", because);
        }
        json.writeEndObject();
    }
}
