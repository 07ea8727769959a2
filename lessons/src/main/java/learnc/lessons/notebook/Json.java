package learnc.lessons.notebook;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/// Writes JSON as a stream of tokens: databind would take longer to start than the whole server.
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    /// Writes something at the place that the generator has reached.
    interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private Json() {
    }

    /// An object with what is written in it.
    static String object(Content members) {
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            members.writeTo(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    static String message(String message) {
        return object(json -> json.writeStringField("message", message));
    }

    /// A member that is missing when it is null.
    static void optional(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    static void texts(JsonGenerator json, String name, Iterable<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
