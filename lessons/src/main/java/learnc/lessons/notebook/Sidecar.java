package learnc.lessons.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import learnc.runtime.json.JsonObject;
import learnc.runtime.spec.Failure;

/// What came of the cells, and what was deleted, in a file beside the student's copy: `.learnc/notebook.json`. The lesson itself holds
/// no outputs.
final class Sidecar {

    private static final String OLD = "it ran in an earlier session";

    /// What was kept.
    record Kept(long version, Map<String, CellState> states, List<JsonObject> history, List<JsonObject> bin) {
    }

    private final Path folder;

    /// @param folder of the student's copy
    Sidecar(Path folder) {
        this.folder = folder;
    }

    private Path file() {
        return folder.resolve(".learnc").resolve("notebook.json");
    }

    /// What an earlier session has kept. A file that is damaged is put aside: outputs can be made again.
    Kept read() {
        try {
            if (!Files.exists(file())) {
                return new Kept(0, Map.of(), List.of(), List.of());
            }
            JsonObject json = JsonObject.of(Files.readAllBytes(file()), "the notebook's outputs");
            var states = new LinkedHashMap<String, CellState>();
            for (JsonObject cell : json.objects("cells")) {
                states.put(cell.text("id"), state(cell));
            }
            return new Kept(json.number("version"), states, json.objects("history"), json.objects("bin"));
        } catch (Failure | IOException damaged) {
            return new Kept(0, Map.of(), List.of(), List.of());
        }
    }

    private static CellState state(JsonObject json) {
        var state = new CellState();
        state.result = Status.of(json.text("status"));
        state.count = json.has("count") ? (int) json.number("count") : null;
        state.milliseconds = json.has("milliseconds") ? json.number("milliseconds") : null;
        state.ranSource = json.text("source");
        state.message = json.has("message") ? json.text("message") : null;
        state.answer = json.has("answer") ? json.text("answer") : null;
        state.outputs = new ArrayList<>(json.objects("outputs").stream().map(Output::read).toList());
        if (state.result != Status.NEVER && state.answer == null) {
            state.staleBecause = OLD;
        }
        return state;
    }

    /// Keeps everything. Outputs that cannot be kept are no reason to stop working.
    void write(long version, Map<String, CellState> states, History history, Bin bin) {
        try {
            Files.createDirectories(file().getParent());
            StudentCopy.write(file(), Json.object(json -> {
                json.writeNumberField("version", version);
                json.writeArrayFieldStart("cells");
                for (Map.Entry<String, CellState> entry : states.entrySet()) {
                    CellState state = entry.getValue();
                    if (state.result != Status.NEVER) {
                        json.writeStartObject();
                        json.writeStringField("id", entry.getKey());
                        json.writeStringField("status", state.result.word());
                        if (state.count != null) {
                            json.writeNumberField("count", state.count);
                            json.writeNumberField("milliseconds", state.milliseconds);
                        }
                        Json.optional(json, "source", state.ranSource);
                        Json.optional(json, "message", state.message);
                        Json.optional(json, "answer", state.answer);
                        json.writeArrayFieldStart("outputs");
                        for (Output output : state.outputs) {
                            output.write(json);
                        }
                        json.writeEndArray();
                        json.writeEndObject();
                    }
                }
                json.writeEndArray();
                history.write(json);
                bin.keep(json);
            }));
        } catch (IOException refused) {
            // The text is what counts, and that is written elsewhere, with a complaint when it fails.
        }
    }
}
