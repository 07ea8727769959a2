package learnc.lessons.notebook;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

import learnc.lessons.text.Cell;
import learnc.lessons.text.Lesson;

/// What a student does to the text of a lesson.
///
/// Every change is on the disk before the answer is sent. Several tabs may look at the same notebook: each change is told to all, and one that
/// was made upon an older text of the same cell is refused, so that nobody's words are lost.
final class Editing {

    private final Work work;
    private final Manuscript manuscript;
    private final Runner runner;

    Editing(Work work, Runner runner) {
        this.work = work;
        this.manuscript = work.manuscript();
        this.runner = runner;
    }

    private static boolean isFixed(Cell cell) {
        return cell.kind() == Cell.Kind.LOCKED || cell.kind() == Cell.Kind.CHECK;
    }

    /// Another text for a cell.
    ///
    /// @param tab   who wants it
    /// @param known the version that this tab has seen last
    /// @return the new version
    long edit(String id, String source, long known, String tab) {
        synchronized (work) {
            work.lookAtDisk();
            Cell cell = manuscript.cell(id);
            CellState state = work.outcomes().of(id);
            if (isFixed(cell)) {
                throw new Refusal(Refusal.LOCKED, "the lesson wants this cell as it is");
            }
            if (state.version > known && !tab.equals(state.changedBy) && !source.equals(cell.source())) {
                throw conflict(cell);
            }
            rewrite(cell, source, tab);
            return manuscript.version();
        }
    }

    private Refusal conflict(Cell cell) {
        return new Refusal(Refusal.CONFLICT, "the cell was changed elsewhere meanwhile", Json.object(json -> {
            json.writeNumberField("version", manuscript.version());
            json.writeStringField("source", cell.source());
            json.writeStringField("message", "the cell was changed elsewhere meanwhile");
        }));
    }

    private void rewrite(Cell cell, String source, String tab) {
        if (source.equals(cell.source())) {
            return;
        }
        manuscript.change(manuscript.lesson().with(cell, source));
        CellState state = work.outcomes().of(cell.id());
        state.version = manuscript.version();
        state.changedBy = tab;
        work.events().send("edited", Json.object(json -> {
            json.writeStringField("cell", cell.id());
            json.writeStringField("source", source);
            json.writeNumberField("version", manuscript.version());
            json.writeStringField("tab", tab);
        }));
        work.tellCell(cell.id());
        work.tellMachine(runner);
    }

    /// The lesson's own text for a cell again.
    String reset(String id, String tab) {
        synchronized (work) {
            work.lookAtDisk();
            Cell cell = manuscript.cell(id);
            String own = manuscript.originalOf(id);
            if (own == null) {
                throw new Refusal(Refusal.NOT_FOUND, "the lesson has no cell " + id + ": you have made it");
            }
            rewrite(cell, own, tab);
            return work.cellJson(id);
        }
    }

    /// The whole lesson as it was. The copy is put aside, and outputs are forgotten.
    void resetAll() {
        runner.kill();
        synchronized (work) {
            manuscript.putAside("lesson-" + LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS")) + ".adoc");
            work.outcomes().clear();
            work.bin().clear();
            manuscript.cells().forEach(cell -> work.outcomes().of(cell.id()).version = manuscript.version());
            work.keep();
        }
        work.tellLesson();
        work.tellMachine(runner);
    }

    /// A new, empty cell.
    ///
    /// @param after  id of the one before it, or null
    /// @param before id of the one behind it, if there is none before; null for the end
    String insert(String after, String before, String kind) {
        synchronized (work) {
            work.lookAtDisk();
            String neighbour = after != null ? after : before;
            if (neighbour != null) {
                manuscript.cell(neighbour);
            }
            String id = freeId();
            manuscript.change(manuscript.lesson().withNew(neighbour, "[source#" + id + "%live," + (kind.equals("shell") ? "console" : "java") + "]"));
            if (after == null && before != null) {
                Lesson lesson = manuscript.lesson();
                manuscript.change(lesson.exchanged(lesson.cell(before), lesson.cell(id)));
            }
            work.outcomes().of(id).version = manuscript.version();
            work.tellLesson();
            return work.cellJson(id);
        }
    }

    private String freeId() {
        int number = 1;
        while (work.outcomes().all().containsKey("mine-" + number) || manuscript.find("mine-" + number) != null || work.bin().has("mine-" + number)) {
            number++;
        }
        return "mine-" + number;
    }

    /// Puts a cell in the place of its neighbour.
    ///
    /// @param by −1 for the one before it, 1 for the one behind it
    void move(String id, long by) {
        synchronized (work) {
            work.lookAtDisk();
            Cell cell = manuscript.cell(id);
            List<Cell> cells = manuscript.cells();
            int other = cells.indexOf(cell) + (by < 0 ? -1 : 1);
            if (other < 0 || other >= cells.size()) {
                throw new Refusal(Refusal.BAD_REQUEST, "there is no cell to change places with");
            }
            Cell neighbour = cells.get(other);
            manuscript.change(by < 0 ? manuscript.lesson().exchanged(neighbour, cell) : manuscript.lesson().exchanged(cell, neighbour));
            work.tellLesson();
            work.tellMachine(runner);
        }
    }

    /// Takes a cell out, into the bin.
    void delete(String id) {
        synchronized (work) {
            work.lookAtDisk();
            Cell cell = manuscript.cell(id);
            if (isFixed(cell)) {
                throw new Refusal(Refusal.LOCKED, "the lesson wants this cell where it is");
            }
            work.bin().take(manuscript.lesson(), cell);
            work.stale(id, "a cell before it was deleted");
            manuscript.change(manuscript.lesson().without(cell));
            work.keep();
            work.tellLesson();
        }
    }

    /// Puts a cell back from the bin.
    ///
    /// @param id of it, or null for the last that was taken
    String undelete(String id) {
        synchronized (work) {
            work.lookAtDisk();
            Bin.Deleted deleted = work.bin().give(id);
            if (deleted == null) {
                throw new Refusal(Refusal.NOT_FOUND, "the bin is empty");
            }
            if (manuscript.find(deleted.id()) != null) {
                throw new Refusal(Refusal.CONFLICT, "there is a cell " + deleted.id() + " again: the file was changed meanwhile");
            }
            manuscript.change(deleted.backIn(manuscript.lesson()));
            work.keep();
            work.tellLesson();
            return work.cellJson(deleted.id());
        }
    }
}
