package learnc.viewer.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The notes on a trace, in a file beside it: a list of `{"step":17,"text":"…"}`.
final class Notes {

    /// More than this is nobody's notes.
    static final int MOST_BYTES = 1 << 20;
    private static final JsonFactory JSON = new JsonFactory();
    private static final String NONE = "[]";

    private final Path file;

    private Notes(Path file) {
        this.file = file;
    }

    /// The notes on that trace.
    static Notes beside(Path trace) {
        return new Notes(trace.resolveSibling(trace.getFileName() + ".notes.json"));
    }

    /// The notes as JSON: an empty list when there are none, or the file holds something else.
    String json() throws IOException {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES ? checked(Files.readAllBytes(file)) : NONE;
        } catch (IllegalArgumentException something) {
            return NONE;
        }
    }

    /// Keeps these notes instead of the old ones.
    ///
    /// @throws IllegalArgumentException when they are no notes
    void write(byte[] json) throws IOException {
        String notes = checked(json);
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(next, notes);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The same notes, written by us: whatever else was in the bytes is gone.
    private static String checked(byte[] bytes) {
        var text = new StringWriter();
        try (JsonParser in = JSON.createParser(bytes); JsonGenerator out = JSON.createGenerator(text)) {
            need(in.nextToken() == JsonToken.START_ARRAY);
            out.writeStartArray();
            while (in.nextToken() == JsonToken.START_OBJECT) {
                copy(in, out);
            }
            need(in.currentToken() == JsonToken.END_ARRAY && in.nextToken() == null);
            out.writeEndArray();
        } catch (IOException noJson) {
            throw new IllegalArgumentException("no notes", noJson);
        }
        return text.toString();
    }

    private static void copy(JsonParser in, JsonGenerator out) throws IOException {
        long step = 0;
        String words = null;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "step" -> step = in.getLongValue();
                case "text" -> words = in.getText();
                default -> in.skipChildren();
            }
        }
        need(step > 0 && words != null);
        out.writeStartObject();
        out.writeNumberField("step", step);
        out.writeStringField("text", words);
        out.writeEndObject();
    }

    private static void need(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("no notes");
        }
    }
}
