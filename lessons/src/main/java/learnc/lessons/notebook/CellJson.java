package learnc.lessons.notebook;

import java.io.IOException;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonGenerator;
import learnc.lessons.text.Cell;
import learnc.lessons.text.Prediction;

/// A cell and a machine in the words of the page.
final class CellJson {

    private CellJson() {
    }

    static String of(Cell cell, String original, CellState state) {
        return Json.object(json -> members(json, cell, original, state));
    }

    static void write(JsonGenerator json, Cell cell, String original, CellState state) throws IOException {
        json.writeStartObject();
        members(json, cell, original, state);
        json.writeEndObject();
    }

    private static void members(JsonGenerator json, Cell cell, String original, CellState state) throws IOException {
        boolean isLocked = cell.kind() == Cell.Kind.LOCKED || cell.kind() == Cell.Kind.CHECK;
        json.writeStringField("id", cell.id());
        json.writeStringField("kind", cell.kind().name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("locked", isLocked);
        json.writeStringField("source", cell.source());
        json.writeStringField("original", original);
        json.writeBooleanField("edited", !cell.source().equals(original));
        json.writeNumberField("version", state.version);
        json.writeNumberField("line", cell.firstLine());
        json.writeStringField("status", state.status(cell.source()).word());
        number(json, "count", state.count == null ? null : Long.valueOf(state.count));
        number(json, "milliseconds", state.milliseconds);
        Json.optional(json, "message", state.message(cell.source()));
        Prediction prediction = Prediction.of(cell);
        if (prediction != null) {
            write(json, prediction, state.answer);
        }
        json.writeArrayFieldStart("outputs");
        for (Output output : state.outputs) {
            output.write(json);
        }
        json.writeEndArray();
    }

    /// The question, without what is right as long as its reader has given no answer.
    private static void write(JsonGenerator json, Prediction prediction, String given) throws IOException {
        json.writeObjectFieldStart("predict");
        json.writeStringField("question", prediction.question());
        Json.texts(json, "choices", prediction.choices());
        if (given != null) {
            json.writeStringField("answer", given);
            json.writeBooleanField("right", prediction.isRight(given));
            json.writeStringField("text", prediction.verdict(given));
        }
        json.writeEndObject();
    }

    /// What the page says to an answer.
    static String verdict(Prediction prediction, String answer) {
        return Json.object(json -> {
            json.writeBooleanField("right", prediction.isRight(answer));
            json.writeStringField("text", prediction.verdict(answer));
        });
    }

    private static void number(JsonGenerator json, String name, Long number) throws IOException {
        if (number == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, number);
        }
    }

    static void write(JsonGenerator json, Machine machine, boolean isValid) throws IOException {
        json.writeStartObject();
        members(json, machine, isValid);
        json.writeEndObject();
    }

    static void members(JsonGenerator json, Machine machine, boolean isValid) throws IOException {
        json.writeStringField("state", machine.state());
        json.writeNumberField("since", machine.since());
        json.writeBooleanField("valid", isValid);
        Json.optional(json, "cell", machine.cell());
        Json.optional(json, "message", machine.message());
        if (machine.isSlow()) {
            json.writeBooleanField("slow", true);
        }
        if (machine.isStubborn()) {
            json.writeBooleanField("stubborn", true);
        }
    }
}
