package learnc.lessons.notebook;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import jdk.jshell.SourceCodeAnalysis;
import learnc.lessons.cell.Answer;
import learnc.lessons.cell.Cells;
import learnc.lessons.cell.Rehearsal;
import learnc.lessons.cell.Suggestions;
import learnc.lessons.kit.StartUp;
import learnc.lessons.text.Cell;

/// What a reader may ask about Java while he types: how could it go on, what is this, what is wrong with it, what is there.
final class Questions implements AutoCloseable {

    private final Runner runner;
    private final Machines machines;
    private final OwnDocumentation documentation = new OwnDocumentation(Path.of(System.getProperty("learnc.home", ".")));
    private Rehearsal rehearsal;
    private List<Cells.Variable> seen = List.of();

    Questions(Runner runner, Machines machines) {
        this.runner = runner;
        this.machines = machines;
    }

    /// Asks the notebook's machine, or the spare one before there is any.
    private <T> T ask(Function<SourceCodeAnalysis, T> question) {
        Cells cells = runner.cells();
        return cells != null ? cells.ask(question) : machines.ask(question);
    }

    String complete(String source, int position) {
        Suggestions.Completion completion = ask(analysis -> Suggestions.at(analysis, source, position));
        return Json.object(json -> {
            json.writeNumberField("from", completion.from());
            json.writeArrayFieldStart("items");
            for (Suggestions.Item item : completion.items()) {
                json.writeStartObject();
                json.writeStringField("text", item.text());
                json.writeStringField("kind", item.kind());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    String documentation(String source, int position) {
        List<Suggestions.Documented> found = ask(analysis -> Suggestions.about(analysis, source, position));
        return Json.object(json -> {
            Json.texts(json, "signatures", found.stream().map(Suggestions.Documented::signature).toList());
            String text = found.stream().map(one -> one.text() != null && !one.text().isEmpty() ? one.text() : documentation.of(one.signature()))
                    .filter(one -> one != null && !one.isEmpty()).distinct().findFirst().orElse("");
            json.writeStringField("text", text);
        });
    }

    /// @param before the cells above, as they are now
    String diagnose(List<Cell> before, String source) {
        List<String> played = before.stream().filter(Cell::runs).map(StartUp::java).toList();
        List<Answer.Trouble> troubles = rehearsal().troubles(played, source);
        return Json.object(json -> {
            json.writeArrayFieldStart("troubles");
            for (Answer.Trouble trouble : troubles) {
                json.writeStartObject();
                Output.write(json, trouble);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private synchronized Rehearsal rehearsal() {
        if (rehearsal == null) {
            rehearsal = new Rehearsal(StartUp.statements());
        }
        return rehearsal;
    }

    /// While a cell runs, those that there were before.
    String variables() {
        Cells cells = runner.cells();
        List<Cells.Variable> now = cells == null ? List.of() : cells.variables();
        synchronized (this) {
            seen = now == null ? seen : now;
            List<Cells.Variable> shown = seen;
            return Json.object(json -> {
                json.writeArrayFieldStart("variables");
                for (Cells.Variable variable : shown) {
                    json.writeStartObject();
                    json.writeStringField("name", variable.name());
                    json.writeStringField("type", variable.type());
                    json.writeStringField("value", variable.value());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeBooleanField("busy", now == null);
            });
        }
    }

    @Override
    public synchronized void close() {
        if (rehearsal != null) {
            rehearsal.close();
        }
    }
}
