package learnc.lessons.notebook;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import learnc.lessons.text.Cell;

/// All that one student's work on a lesson consists of: the text, what came of its cells, what was deleted, what was run when.
///
/// Whoever reads or changes more than one thing of it holds its lock, `synchronized (work)`: tabs, the runner and the disk all have their say at any time.
/// What has changed is told to all tabs.
final class Work {

    private final Manuscript manuscript;
    private final Outcomes outcomes;
    private final Bin bin;
    private final History history;
    private final Sidecar sidecar;
    private final Events events = new Events();

    /// @param original the lesson's folder in the course
    /// @param folder   the student's
    Work(Path original, Path folder) {
        sidecar = new Sidecar(folder);
        Sidecar.Kept kept = sidecar.read();
        manuscript = new Manuscript(original, folder, kept.version());
        outcomes = new Outcomes(kept.states());
        history = new History(kept.history());
        bin = new Bin(kept.bin());
    }

    Manuscript manuscript() {
        return manuscript;
    }

    Outcomes outcomes() {
        return outcomes;
    }

    Bin bin() {
        return bin;
    }

    History history() {
        return history;
    }

    Events events() {
        return events;
    }

    /// Reads the file anew if another program has written it.
    synchronized void lookAtDisk() {
        List<Cell> before = manuscript.cells();
        if (manuscript.readAgain()) {
            Map<String, String> sources = before.stream().collect(Collectors.toMap(Cell::id, Cell::source));
            for (Cell cell : manuscript.cells()) {
                if (!cell.source().equals(sources.get(cell.id()))) {
                    outcomes.of(cell.id()).version = manuscript.version();
                    outcomes.of(cell.id()).changedBy = null;
                }
            }
            tellLesson();
        }
    }

    /// What came of the cells goes to the disk.
    synchronized void keep() {
        sidecar.write(manuscript.version(), outcomes.all(), history, bin);
    }

    /// Marks what depends on a cell, and says so.
    synchronized void stale(String id, String why) {
        outcomes.stale(manuscript.cells(), id, why).forEach(this::tellCell);
    }

    /// Says that cells have come, gone or moved.
    void tellLesson() {
        events.send("lesson", "{}");
    }

    /// Says how it stands with a cell.
    synchronized void tellCell(String id) {
        Cell cell = manuscript.find(id);
        if (cell != null) {
            events.send("cell", json(cell));
        }
    }

    /// Says how it stands with the machine.
    synchronized void tellMachine(Runner runner) {
        events.send("machine", machineJson(runner));
    }

    synchronized String machineJson(Runner runner) {
        return Json.object(json -> CellJson.members(json, runner.machine(), outcomes.areValid(manuscript.cells())));
    }

    synchronized String cellJson(String id) {
        return json(manuscript.cell(id));
    }

    private String json(Cell cell) {
        return CellJson.of(cell, manuscript.originalOf(cell.id()), outcomes.of(cell.id()));
    }
}
