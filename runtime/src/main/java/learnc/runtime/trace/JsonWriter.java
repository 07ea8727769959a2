package learnc.runtime.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.List;

/// The trace as a file: JSON Lines. The first line says what it is, then comes one line for each event, and the last line says
/// that nothing is missing. Only ASCII, so that a strange file name stays what it was.
public final class JsonWriter implements EventWriter {

    private static final JsonFactory JSON = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final OutputStream out;
    private final WholeLines lines;
    private final boolean isExplained;

    /// @param out is closed at the end
    public JsonWriter(OutputStream out) {
        this(out, true);
    }

    /// @param out         is closed at the end
    /// @param isExplained whether the words about each call are written, too: more than half of a line
    public JsonWriter(OutputStream out, boolean isExplained) {
        this.out = out;
        this.lines = new WholeLines(out, false);
        this.isExplained = isExplained;
    }

    private interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    @Override
    public boolean wantsExplanations() {
        return isExplained;
    }

    @Override
    public void begin(Header header) throws IOException {
        line(json -> {
            json.writeStringField("schema", Header.SCHEMA);
            json.writeNumberField("version", header.version());
            json.writeStringField("learnc", header.learnc());
            strings(json, "command", header.command());
            json.writeStringField("started", header.started().toString());
            json.writeStringField("kernel", header.kernel());
            json.writeStringField("architecture", header.architecture());
            json.writeStringField("cgroups", header.cgroups());
        });
        flush();
    }

    @Override
    public void write(Event event) throws IOException {
        line(json -> {
            json.writeNumberField("seq", event.sequence());
            json.writeNumberField("ts_ns", event.startNanoseconds());
            json.writeNumberField("dur_ns", event.durationNanoseconds());
            json.writeStringField("stage", event.stage());
            optional(json, "flow", event.flowStep());
            who(json, event);
            json.writeStringField("syscall", event.systemCall());
            json.writeNumberField("nr", event.number());
            arguments(json, event.arguments());
            json.writeNumberField("ret", event.result());
            json.writeStringField("result", event.resultText());
            refusal(json, event.refusal());
            source(json, event.source());
            explanation(json, isExplained ? event.explanation() : null);
            changes(json, event.changes());
        });
    }

    @Override
    public void keyframe(long after, State state) throws IOException {
        line(json -> {
            json.writeNumberField("keyframe", after);
            StateLine.write(json, state);
        });
    }

    private static void who(JsonGenerator json, Event event) throws IOException {
        json.writeStringField("door", event.door());
        json.writeNumberField("pid", event.pid());
        json.writeNumberField("pid_ns", event.pidInside());
        json.writeNumberField("tid", event.thread());
        json.writeStringField("thread", event.threadName());
    }

    private static void arguments(JsonGenerator json, List<Event.Value> arguments) throws IOException {
        json.writeArrayFieldStart("args");
        for (Event.Value argument : arguments) {
            json.writeStartObject();
            json.writeStringField("name", argument.name());
            if (argument.raw() != null) {
                json.writeNumberField("raw", argument.raw());
            }
            json.writeStringField("text", argument.text());
            if (!argument.flags().isEmpty()) {
                strings(json, "flags", argument.flags());
            }
            optional(json, "bytes", argument.bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void refusal(JsonGenerator json, Event.Refusal refusal) throws IOException {
        if (refusal != null) {
            json.writeStringField("errno", refusal.errno());
            json.writeStringField("meaning", refusal.meaning());
            optional(json, "because", refusal.because());
            optional(json, "remedy", refusal.remedy());
        }
    }

    private static void source(JsonGenerator json, Event.Source source) throws IOException {
        json.writeObjectFieldStart("src");
        json.writeStringField("class", source.className());
        json.writeStringField("file", source.file());
        json.writeNumberField("line", source.line());
        json.writeStringField("method", source.method());
        json.writeEndObject();
    }

    private static void explanation(JsonGenerator json, Event.Explanation explanation) throws IOException {
        if (explanation != null) {
            optional(json, "why", explanation.why());
            optional(json, "without", explanation.without());
            optional(json, "shell", explanation.shell());
            optional(json, "man", explanation.manual());
        }
    }

    private static void changes(JsonGenerator json, List<Change> changes) throws IOException {
        if (!changes.isEmpty()) {
            json.writeArrayFieldStart("delta");
            for (Change change : changes) {
                ChangeLine.write(json, change);
            }
            json.writeEndArray();
        }
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static void optional(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private void line(Content content) throws IOException {
        var text = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            content.writeTo(json);
            json.writeEndObject();
        }
        lines.add(text.append('\n').getBuffer());
    }

    @Override
    public void flush() throws IOException {
        lines.flush();
    }

    @Override
    public void end(long events) throws IOException {
        line(json -> json.writeNumberField("end", events));
        try (Closeable _ = out) {
            flush();
        }
    }
}
