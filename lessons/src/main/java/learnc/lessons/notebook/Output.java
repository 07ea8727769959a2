package learnc.lessons.notebook;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;
import learnc.lessons.cell.Answer;
import learnc.lessons.kit.Display;
import learnc.lessons.render.CleanHtml;
import learnc.runtime.json.JsonObject;

/// What a reader sees below a cell, a piece of it.
sealed interface Output {

    /// What was printed.
    ///
    /// @param stream `out` or `err`
    record Text(String stream, String text) implements Output {
    }

    /// What came of a statement, or was shown.
    ///
    /// @param name of the variable that holds it, or null
    /// @param type its MIME type
    record Value(String name, String type, String content) implements Output {
        static Value of(String name, Display display) {
            return new Value(name, display.type(), display.type().equals("text/html") ? CleanHtml.value(display.content()) : display.content());
        }
    }

    /// What went wrong.
    record Trouble(Answer.Trouble trouble) implements Output {
    }

    /// What the lesson has promised of a statement, and what came.
    ///
    /// @param from where the statement begins in the cell
    record Promised(String expected, String got, boolean isKept, int from, int to) implements Output {
    }

    /// Writes it as an object.
    default void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        switch (this) {
            case Text text -> {
                json.writeStringField("kind", "text");
                json.writeStringField("stream", text.stream);
                json.writeStringField("text", text.text);
            }
            case Value value -> {
                json.writeStringField("kind", "value");
                json.writeStringField("name", value.name);
                json.writeStringField("mime", value.type);
                json.writeStringField("content", value.content);
            }
            case Trouble trouble -> {
                json.writeStringField("kind", "trouble");
                write(json, trouble.trouble);
            }
            case Promised promised -> {
                json.writeStringField("kind", "promise");
                json.writeStringField("expected", promised.expected);
                json.writeStringField("got", promised.got);
                json.writeBooleanField("kept", promised.isKept);
                json.writeNumberField("from", promised.from);
                json.writeNumberField("to", promised.to);
            }
        }
        json.writeEndObject();
    }

    /// Writes the members of a trouble.
    static void write(JsonGenerator json, Answer.Trouble trouble) throws IOException {
        json.writeStringField("message", trouble.message());
        json.writeNumberField("from", trouble.from());
        json.writeNumberField("to", trouble.to());
        Json.optional(json, "code", trouble.code());
        json.writeNumberField("cellLine", trouble.line());
        Json.texts(json, "frames", trouble.frames());
    }

    /// Reads what [#write(JsonGenerator)] has written.
    static Output read(JsonObject json) {
        return switch (json.text("kind")) {
            case "text" -> new Text(json.text("stream"), json.text("text"));
            case "value" -> new Value(json.has("name") ? json.text("name") : null, json.text("mime"),
                    json.text("mime").equals("text/html") ? CleanHtml.value(json.text("content")) : json.text("content"));
            case "promise" -> new Promised(json.text("expected"), json.text("got"), json.truth("kept"), (int) json.number("from"), (int) json.number("to"));
            default -> new Trouble(new Answer.Trouble(json.text("message"), (int) json.number("from"), (int) json.number("to"),
                    json.has("code") ? json.text("code") : null, (int) json.number("cellLine"), List.copyOf(json.texts("frames"))));
        };
    }
}
