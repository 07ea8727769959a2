package learnc.lessons.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import learnc.lessons.cell.Answer;
import learnc.lessons.cell.Cells;
import learnc.lessons.export.Copy;
import learnc.lessons.export.Output;
import learnc.lessons.kit.StartUp;
import learnc.lessons.text.Cell;
import learnc.lessons.text.Lesson;

/// Runs every cell of a lesson in order, in a sandbox of its own, with nobody watching.
final class HeadlessRun {

    private final Path sandboxes;

    /// @param sandboxes where the sandbox gets a folder
    HeadlessRun(Path sandboxes) {
        this.sandboxes = sandboxes;
    }

    /// Runs them all, those after one that failed too.
    Result run(Lesson lesson) {
        Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Map<String, List<Output>> outputs = new LinkedHashMap<>();
        var tried = new ArrayList<Tried>();
        try (var cells = new Cells(sandboxes, StartUp.statements(), List.of())) {
            for (Cell cell : lesson.cells()) {
                if (cell.runs()) {
                    long start = System.nanoTime();
                    Answer answer = cells.run(StartUp.java(cell));
                    outputs.put(cell.id(), outputs(answer));
                    tried.add(new Tried(cell, answer.brokenPromise(), answer.output(), System.nanoTime() - start));
                }
            }
        }
        return new Result(new Copy(lesson, outputs), begun, List.copyOf(tried));
    }

    private static List<Output> outputs(Answer answer) {
        var outputs = new ArrayList<Output>();
        if (!answer.output().isEmpty()) {
            outputs.add(new Output.Text(false, answer.output()));
        }
        for (Answer.Part part : answer.parts()) {
            if (part.failure() != null) {
                outputs.add(new Output.Trouble(part.failure().message()));
            } else if (part.value() != null && part.promise() == null) {
                outputs.add(new Output.Value(nameOf(part), "text/plain", part.value()));
            }
        }
        String broken = answer.brokenPromise();
        if (broken != null && outputs.stream().noneMatch(Output.Trouble.class::isInstance)) {
            outputs.add(new Output.Trouble(broken));
        }
        return List.copyOf(outputs);
    }

    /// JShell names a value that nobody has named `$1` and so on.
    private static String nameOf(Answer.Part part) {
        return part.name() == null || part.name().startsWith("$") ? null : part.name();
    }

    /// What came of a lesson.
    record Result(Copy copy, Instant begun, List<Tried> tried) {

        /// How many of its cells did not do what the lesson promises.
        long faults() {
            return tried.stream().filter(one -> one.fault() != null).count();
        }
    }

    /// What came of a cell.
    ///
    /// @param fault       why it is not as the lesson promises, or null
    /// @param nanoseconds it took
    record Tried(Cell cell, String fault, String output, long nanoseconds) {
    }
}
