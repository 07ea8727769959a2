package learnc.viewer.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

import learnc.runtime.trace.Event;
import learnc.runtime.trace.step.Pause;

/// What the page is told: the run waits before a call, or it runs, or it is over.
///
/// @param json as it is sent
record Moment(String json) {

    static final Moment RUNNING = new Moment("{\"state\":\"running\"}");
    static final Moment OVER = new Moment("{\"state\":\"over\"}");

    private static final JsonFactory JSON = new JsonFactory();

    /// The run waits.
    static Moment waiting(Pause pause) {
        Event coming = pause.coming();
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("state", "waiting");
            json.writeNumberField("step", coming.sequence());
            json.writeStringField("stage", coming.stage());
            json.writeStringField("call", call(coming));
            json.writeStringField("reason", pause.reason());
            json.writeStringField("why", coming.explanation() == null || coming.explanation().why() == null ? "" : coming.explanation().why());
            json.writeStringField("source", coming.source().file() + ":" + coming.source().line());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Moment(text.toString());
    }

    private static String call(Event coming) {
        var text = new StringBuilder(coming.systemCall()).append('(');
        String separator = "";
        for (Event.Value argument : coming.arguments()) {
            text.append(separator).append(argument.text());
            separator = ", ";
        }
        return text.append(')').toString();
    }
}
