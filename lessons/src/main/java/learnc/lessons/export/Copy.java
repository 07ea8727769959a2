package learnc.lessons.export;

import java.util.List;
import java.util.Map;

import learnc.lessons.text.Lesson;

/// A lesson as a reader has it.
///
/// @param lesson  its text, with the reader's own changes
/// @param outputs what came of its cells, by their ids; a cell that was not run is missing
public record Copy(Lesson lesson, Map<String, List<Output>> outputs) {

    /// A lesson of which nothing was run.
    public static Copy of(Lesson lesson) {
        return new Copy(lesson, Map.of());
    }

    /// What came of a cell.
    public List<Output> outputs(String cell) {
        return outputs.getOrDefault(cell, List.of());
    }
}
