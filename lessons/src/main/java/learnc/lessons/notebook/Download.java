package learnc.lessons.notebook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import learnc.lessons.export.Copy;
import learnc.lessons.export.Export;
import learnc.lessons.render.Prose;
import learnc.lessons.text.Cell;
import learnc.lessons.text.Lesson;

/// A file that a reader takes away.
///
/// @param type  its MIME type
/// @param name  under which the browser keeps it
/// @param bytes of it
record Download(String type, String name, byte[] bytes) {

    /// A lesson in one of the formats of [Export].
    static Download of(String format, Prose prose, Copy copy) {
        for (Export.Format one : Export.Format.values()) {
            if (one.ending().equals(format)) {
                return new Download(one.type(), copy.lesson().folder() + "." + format, Export.to(one, prose).bytes(copy));
            }
        }
        throw new Refusal(Refusal.NOT_FOUND, "there is no export to " + format);
    }

    /// What came of the cells, as an export wants it.
    static Map<String, List<learnc.lessons.export.Output>> outputs(Lesson lesson, Map<String, CellState> states) {
        var outputs = new LinkedHashMap<String, List<learnc.lessons.export.Output>>();
        for (Cell cell : lesson.cells()) {
            CellState state = states.get(cell.id());
            if (state != null && !state.outputs.isEmpty()) {
                outputs.put(cell.id(), state.outputs.stream().map(Download::exported).toList());
            }
        }
        return outputs;
    }

    private static learnc.lessons.export.Output exported(Output output) {
        return switch (output) {
            case Output.Text text -> new learnc.lessons.export.Output.Text(text.stream().equals("err"), text.text());
            case Output.Value value -> new learnc.lessons.export.Output.Value(value.name(), value.type(), value.content());
            case Output.Trouble trouble -> new learnc.lessons.export.Output.Trouble(trouble.trouble().message());
            case Output.Promised promised -> new learnc.lessons.export.Output.Promised(promised.expected(), promised.got(), promised.isKept());
        };
    }
}
