package learnc.lessons.notebook;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;
import learnc.runtime.json.JsonObject;

/// What was run, and when.
final class History {

    private static final int MOST = 200;

    /// A run.
    record Run(String cell, long count, String source, String status, long milliseconds, String at) {
    }

    private final List<Run> runs = new ArrayList<>();

    History(List<JsonObject> kept) {
        for (JsonObject one : kept) {
            runs.add(new Run(one.text("cell"), one.number("count"), one.text("source"), one.text("status"), one.number("milliseconds"), one.text("at")));
        }
    }

    synchronized void add(String cell, CellState state) {
        runs.add(new Run(cell, state.count, state.ranSource, state.result.word(), state.milliseconds, Instant.now().toString()));
        if (runs.size() > MOST) {
            runs.removeFirst();
        }
    }

    synchronized void write(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("history");
        for (Run run : runs) {
            json.writeStartObject();
            json.writeStringField("cell", run.cell);
            json.writeNumberField("count", run.count);
            json.writeStringField("source", run.source);
            json.writeStringField("status", run.status);
            json.writeNumberField("milliseconds", run.milliseconds);
            json.writeStringField("at", run.at);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
