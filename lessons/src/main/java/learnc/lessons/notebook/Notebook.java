package learnc.lessons.notebook;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import learnc.lessons.export.Copy;
import learnc.lessons.render.Prose;
import learnc.lessons.text.Cell;
import learnc.lessons.text.Lesson;
import learnc.lessons.text.Prediction;

/// One lesson as one student works on it, open: the [Work] itself, what is done to its text ([Editing]), the machine in which its cells run ([Runner]).
final class Notebook implements AutoCloseable {

    private static final long FLUSH_MILLISECONDS = 50;

    private final Prose prose;
    private final Work work;
    private final Manuscript manuscript;
    private final Runner runner;
    private final Editing editing;
    private final Questions questions;
    private final ScheduledFuture<?> ticking;

    /// @param original the lesson's folder in the course
    /// @param folder   the student's
    Notebook(Path original, Path folder, Prose prose, Machines machines, ScheduledExecutorService clock) {
        this.prose = prose;
        this.work = new Work(original, folder);
        this.manuscript = work.manuscript();
        var notes = new RunNotes(work);
        this.runner = new Runner(name(), machines, clock, notes);
        this.editing = new Editing(work, runner);
        this.questions = new Questions(runner, machines);
        this.ticking = clock.scheduleWithFixedDelay(notes::flush, FLUSH_MILLISECONDS, FLUSH_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    String name() {
        return manuscript.name();
    }

    Events events() {
        return work.events();
    }

    History history() {
        return work.history();
    }

    Runner runner() {
        return runner;
    }

    Editing editing() {
        return editing;
    }

    Questions questions() {
        return questions;
    }

    void lookAtDisk() {
        work.lookAtDisk();
    }

    /// All of it, as JSON.
    String json() {
        long told = events().told();
        work.lookAtDisk();
        String html = html();
        synchronized (work) {
            return Json.object(json -> {
                json.writeStringField("name", name());
                json.writeStringField("title", manuscript.title());
                json.writeNumberField("version", manuscript.version());
                json.writeNumberField("told", told);
                json.writeStringField("html", html);
                json.writeArrayFieldStart("cells");
                for (Cell cell : manuscript.cells()) {
                    CellJson.write(json, cell, manuscript.originalOf(cell.id()), work.outcomes().of(cell.id()));
                }
                json.writeEndArray();
                json.writeFieldName("machine");
                CellJson.write(json, runner.machine(), work.outcomes().areValid(manuscript.cells()));
                Json.texts(json, "queue", runner.queued());
                work.bin().write(json);
                json.writeBooleanField("copied", manuscript.isCopied());
                if (manuscript.trouble() != null) {
                    json.writeObjectFieldStart("trouble");
                    json.writeStringField("message", manuscript.trouble().getMessage());
                    json.writeEndObject();
                    json.writeStringField("raw", manuscript.text());
                }
            });
        }
    }

    private String html() {
        Lesson mine;
        Lesson theirs;
        synchronized (work) {
            mine = manuscript.lesson();
            theirs = manuscript.course();
        }
        return mine == null ? "" : new ProseOfCopy(prose).html(name(), mine, theirs);
    }

    /// How many cells have done what they should.
    long ok() {
        synchronized (work) {
            return work.outcomes().ok(manuscript.cells());
        }
    }

    /// The student's lesson; null when its text cannot be understood.
    Lesson lesson() {
        synchronized (work) {
            return manuscript.lesson();
        }
    }

    String machineJson() {
        return work.machineJson(runner);
    }

    /// What the student has changed, in one cell or in all of the text.
    ///
    /// @param id of a cell, or null
    String difference(String id) {
        synchronized (work) {
            work.lookAtDisk();
            String own = id == null ? manuscript.originalText() : manuscript.originalOf(id);
            return Difference.json(own == null ? "" : own, id == null ? manuscript.text() : manuscript.cell(id).source());
        }
    }

    /// What the compiler would say to a cell with this text. It asks for itself, a moment after the last key: the cell may be gone by then.
    String diagnose(String id, String source) {
        List<Cell> before;
        synchronized (work) {
            Cell cell = manuscript.find(id);
            if (cell == null || cell.kind() == Cell.Kind.SHELL || cell.kind() == Cell.Kind.PREDICT) {
                return "{\"troubles\":[]}";
            }
            before = manuscript.cells().subList(0, manuscript.cells().indexOf(cell));
        }
        return questions.diagnose(before, source);
    }

    /// The lesson as a file to take away.
    ///
    /// @param format of [learnc.lessons.export.Export], or `adoc` for the text itself
    Download download(String format) {
        Copy taken;
        Lesson theirs;
        synchronized (work) {
            work.lookAtDisk();
            if (format.equals("adoc")) {
                return new Download("text/plain; charset=utf-8", name() + ".adoc", manuscript.text().getBytes(StandardCharsets.UTF_8));
            }
            if (manuscript.lesson() == null) {
                throw new Refusal(Refusal.CONFLICT, manuscript.trouble().getMessage());
            }
            taken = new Copy(manuscript.lesson(), Download.outputs(manuscript.lesson(), work.outcomes().all()));
            theirs = manuscript.course();
        }
        return Download.of(format, (folder, same) -> new ProseOfCopy(prose).html(folder, taken.lesson(), theirs), taken);
    }

    /// Runs cells, in this order.
    void run(List<String> ids) {
        synchronized (work) {
            work.lookAtDisk();
            for (String id : ids) {
                if (!manuscript.cell(id).runs()) {
                    throw new Refusal(Refusal.BAD_REQUEST, "the cell " + id + " asks a question: it cannot be run");
                }
            }
            ids.forEach(id -> work.outcomes().of(id).isQueued = true);
        }
        runner.run(ids);
        ids.forEach(work::tellCell);
    }

    /// Whether that was right, and what is.
    String predict(String id, String answer) {
        synchronized (work) {
            Cell cell = manuscript.cell(id);
            Prediction prediction = Prediction.of(cell);
            if (prediction == null) {
                throw new Refusal(Refusal.BAD_REQUEST, "the cell " + id + " asks nothing");
            }
            CellState state = work.outcomes().of(id);
            state.answer = answer;
            state.result = prediction.isRight(answer) ? Status.OK : Status.ERROR;
            state.ranSource = cell.source();
            work.keep();
            work.tellCell(id);
            return CellJson.verdict(prediction, answer);
        }
    }

    @Override
    public void close() {
        ticking.cancel(false);
        questions.close();
        runner.close();
    }
}
