package learnc.lessons.notebook;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import learnc.lessons.cell.Answer;
import learnc.lessons.cell.Names;
import learnc.lessons.export.Copy;
import learnc.lessons.kit.StartUp;
import learnc.lessons.text.Cell;
import learnc.lessons.text.Lesson;
import learnc.lessons.text.Lessons;
import learnc.lessons.text.Prediction;
import learnc.lessons.render.Prose;
import learnc.runtime.spec.Failure;

/// One lesson as one student works on it: its text, what came of its cells, and the machine in which they run.
///
/// Every change of the text is on the disk before the answer is sent. Several tabs may look at the same notebook: each change is
/// told to all, and one that was made upon an older text of the same cell is refused, so that nobody's words are lost.
final class Notebook implements AutoCloseable {

    private static final long FLUSH_MILLISECONDS = 50;

    private final String name;
    private final Path original;
    private final StudentCopy copy;
    private final Prose prose;
    private final Sidecar sidecar;
    private final Runner runner;
    private final Questions questions;
    private final Events events = new Events();
    private final Map<String, CellState> states = new LinkedHashMap<>();
    private final Bin bin;
    private final History history;
    private final List<String> order = new ArrayList<>();
    private final ScheduledFuture<?> ticking;
    private Lesson course;
    private Lesson lesson;
    private Failure trouble;
    private String text = "";
    private long version;
    private int runs;
    private RunningCell heard;
    private String heardCell;

    Notebook(Path original, Path folder, Prose prose, Machines machines, ScheduledExecutorService clock) {
        this.name = original.getFileName().toString();
        this.original = original;
        this.copy = new StudentCopy(original, folder);
        this.prose = prose;
        this.sidecar = new Sidecar(folder);
        this.runner = new Runner(name, machines, clock, new Runs());
        this.questions = new Questions(runner, machines);
        Sidecar.Kept kept = sidecar.read();
        states.putAll(kept.states());
        version = kept.version();
        history = new History(kept.history());
        bin = new Bin(kept.bin());
        read();
        ticking = clock.scheduleWithFixedDelay(this::tick, FLUSH_MILLISECONDS, FLUSH_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    String name() {
        return name;
    }

    Events events() {
        return events;
    }

    Runner runner() {
        return runner;
    }

    Questions questions() {
        return questions;
    }

    /// What the compiler would say to a cell with this text. It asks for itself, a moment after the last key: the cell may be gone by then.
    String diagnose(String id, String source) {
        List<Cell> before;
        synchronized (this) {
            Cell cell = cells().stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
            if (cell == null || cell.kind() == Cell.Kind.SHELL || cell.kind() == Cell.Kind.PREDICT) {
                return "{\"troubles\":[]}";
            }
            before = cells().subList(0, cells().indexOf(cell));
        }
        return questions.diagnose(before, source);
    }

    /// What the student has changed, in one cell or in all of the text.
    ///
    /// @param id of a cell, or null
    synchronized String difference(String id) {
        lookAtDisk();
        String own = id == null ? copy.originalText() : originalOf(id);
        return Difference.json(own == null ? "" : own, id == null ? text : cell(id).source());
    }

    private synchronized void read() {
        try {
            text = copy.text();
            course = null;
            course = Lessons.in(original, copy.originalText());
        } catch (Failure broken) {
            // A course that cannot be read is shown by the copy, if there is one.
        }
        try {
            lesson = Lessons.in(original, text);
            trouble = null;
        } catch (Failure broken) {
            lesson = null;
            trouble = broken;
        }
        cells().forEach(cell -> states.computeIfAbsent(cell.id(), id -> new CellState()));
    }

    private List<Cell> cells() {
        return lesson == null ? List.of() : lesson.cells();
    }

    private Cell cell(String id) {
        return cells().stream().filter(cell -> cell.id().equals(id)).findFirst()
                .orElseThrow(() -> new Refusal(Refusal.NOT_FOUND, "there is no cell " + id + " in " + name));
    }

    private CellState state(String id) {
        return states.computeIfAbsent(id, none -> new CellState());
    }

    /// Sends what was printed meanwhile, also by threads that a cell has left behind.
    private void tick() {
        RunningCell last;
        synchronized (this) {
            last = heard;
        }
        if (last != null) {
            last.flush();
        }
    }

    // What is asked.

    /// All of it, as JSON.
    String json() {
        long told = events.told();
        lookAtDisk();
        String html = html();
        synchronized (this) {
            return Json.object(json -> {
                json.writeStringField("name", name);
                json.writeStringField("title", title());
                json.writeNumberField("version", version);
                json.writeNumberField("told", told);
                json.writeStringField("html", html);
                json.writeArrayFieldStart("cells");
                for (Cell cell : cells()) {
                    CellJson.write(json, cell, originalOf(cell.id()), state(cell.id()));
                }
                json.writeEndArray();
                json.writeFieldName("machine");
                CellJson.write(json, runner.machine(), isValid());
                Json.texts(json, "queue", runner.queued());
                bin.write(json);
                json.writeBooleanField("copied", copy.exists());
                if (trouble != null) {
                    json.writeObjectFieldStart("trouble");
                    json.writeStringField("message", trouble.getMessage());
                    json.writeEndObject();
                    json.writeStringField("raw", text);
                }
            });
        }
    }

    private String html() {
        String now;
        Lesson mine;
        Lesson theirs;
        synchronized (this) {
            now = text;
            mine = lesson;
            theirs = course;
        }
        return mine == null ? "" : new ProseOfCopy(prose).html(name, mine, theirs);
    }

    private String title() {
        return lesson != null ? lesson.title() : course != null ? course.title() : name;
    }

    /// The lesson's own text of a cell; null when the student has made it.
    private String originalOf(String id) {
        return course == null ? null : course.cells().stream().filter(cell -> cell.id().equals(id)).map(Cell::source).findFirst().orElse(null);
    }

    /// How many cells there are, and how many have done what they should.
    synchronized int ok() {
        return (int) cells().stream().filter(cell -> state(cell.id()).status(cell.source()) == Status.OK).count();
    }

    synchronized Lesson lesson() {
        return lesson;
    }

    synchronized Lesson course() {
        return course;
    }

    synchronized String text() {
        return text;
    }

    synchronized List<Output> outputs(String id) {
        return states.containsKey(id) ? List.copyOf(states.get(id).outputs) : List.of();
    }

    synchronized String cellJson(String id) {
        return CellJson.of(cell(id), originalOf(id), state(id));
    }

    History history() {
        return history;
    }

    /// Whether all cells that have run are the first ones of the lesson, in its order, each once, in this machine, and all is well.
    private boolean isValid() {
        List<Cell> runnable = cells().stream().filter(Cell::runs).toList();
        if (order.size() > runnable.size()) {
            return false;
        }
        for (int i = 0; i < runnable.size(); i++) {
            Cell cell = runnable.get(i);
            Status status = state(cell.id()).status(cell.source());
            boolean fits = i < order.size() ? order.get(i).equals(cell.id()) && (status == Status.OK || status == Status.RUNNING || status == Status.QUEUED)
                    : status == Status.NEVER || status == Status.RUNNING || status == Status.QUEUED;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    // What is done to the text.

    /// Another text for a cell.
    ///
    /// @param tab   who wants it
    /// @param known the version that this tab has seen last
    /// @return the new version
    synchronized long edit(String id, String source, long known, String tab) {
        lookAtDisk();
        Cell cell = cell(id);
        CellState state = state(id);
        if (cell.kind() == Cell.Kind.LOCKED || cell.kind() == Cell.Kind.CHECK) {
            throw new Refusal(Refusal.LOCKED, "the lesson wants this cell as it is");
        }
        if (state.version > known && !tab.equals(state.changedBy) && !source.equals(cell.source())) {
            throw new Refusal(Refusal.CONFLICT, "the cell was changed elsewhere meanwhile", Json.object(json -> {
                json.writeNumberField("version", version);
                json.writeStringField("source", cell.source());
                json.writeStringField("message", "the cell was changed elsewhere meanwhile");
            }));
        }
        if (!source.equals(cell.source())) {
            change(lesson.with(cell, source));
            state.version = version;
            state.changedBy = tab;
            events.send("edited", Json.object(json -> {
                json.writeStringField("cell", id);
                json.writeStringField("source", source);
                json.writeNumberField("version", version);
                json.writeStringField("tab", tab);
            }));
            tellCell(id);
            tellMachine();
        }
        return version;
    }

    private void change(String next) {
        copy.write(next);
        text = next;
        lesson = Lessons.in(original, next);
        version++;
    }

    /// The lesson's own text for a cell again.
    synchronized String reset(String id, String tab) {
        lookAtDisk();
        cell(id);
        String own = originalOf(id);
        if (own == null) {
            throw new Refusal(Refusal.NOT_FOUND, "the lesson has no cell " + id + ": you have made it");
        }
        if (!own.equals(cell(id).source())) {
            change(lesson.with(cell(id), own));
            CellState state = state(id);
            state.version = version;
            state.changedBy = tab;
            events.send("edited", Json.object(json -> {
                json.writeStringField("cell", id);
                json.writeStringField("source", own);
                json.writeNumberField("version", version);
                json.writeStringField("tab", tab);
            }));
            tellCell(id);
            tellMachine();
        }
        return cellJson(id);
    }

    /// The whole lesson as it was. The copy is put aside, and outputs are forgotten.
    void resetAll() {
        runner.kill();
        synchronized (this) {
            copy.putAside("lesson-" + LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS")) + ".adoc");
            version++;
            states.clear();
            order.clear();
            bin.clear();
            read();
            states.values().forEach(state -> state.version = version);
            keep();
        }
        events.send("lesson", "{}");
        tellMachine();
    }

    /// A new, empty cell.
    ///
    /// @param after  id of the one before it, or null
    /// @param before id of the one behind it, if there is none before; null for the end
    synchronized String insert(String after, String before, String kind) {
        lookAtDisk();
        String neighbour = after != null ? after : before;
        if (neighbour != null) {
            cell(neighbour);
        }
        String id = freeId();
        change(lesson.withNew(neighbour, "[source#" + id + "%live," + (kind.equals("shell") ? "console" : "java") + "]"));
        if (after == null && before != null) {
            change(lesson.exchanged(lesson.cell(before), lesson.cell(id)));
        }
        state(id).version = version;
        events.send("lesson", "{}");
        return cellJson(id);
    }

    private String freeId() {
        int number = 1;
        while (states.containsKey("mine-" + number) || bin.has("mine-" + number)) {
            number++;
        }
        return "mine-" + number;
    }

    /// Puts a cell in the place of its neighbour.
    ///
    /// @param by −1 for the one before it, 1 for the one behind it
    synchronized void move(String id, long by) {
        lookAtDisk();
        Cell cell = cell(id);
        int other = cells().indexOf(cell) + (by < 0 ? -1 : 1);
        if (other < 0 || other >= cells().size()) {
            throw new Refusal(Refusal.BAD_REQUEST, "there is no cell to change places with");
        }
        Cell neighbour = cells().get(other);
        change(by < 0 ? lesson.exchanged(neighbour, cell) : lesson.exchanged(cell, neighbour));
        events.send("lesson", "{}");
        tellMachine();
    }

    /// The lesson as a file to take away.
    ///
    /// @param format of [Export], or `adoc` for the text itself
    Download download(String format) {
        Copy taken;
        Lesson theirs;
        synchronized (this) {
            lookAtDisk();
            if (format.equals("adoc")) {
                return new Download("text/plain; charset=utf-8", name + ".adoc", text.getBytes(StandardCharsets.UTF_8));
            }
            if (lesson == null) {
                throw new Refusal(Refusal.CONFLICT, trouble.getMessage());
            }
            taken = new Copy(lesson, Download.outputs(lesson, states));
            theirs = course;
        }
        return Download.of(format, (folder, same) -> new ProseOfCopy(prose).html(folder, taken.lesson(), theirs), taken);
    }

    /// Takes a cell out, into the bin.
    synchronized void delete(String id) {
        lookAtDisk();
        Cell cell = cell(id);
        if (cell.kind() == Cell.Kind.LOCKED || cell.kind() == Cell.Kind.CHECK) {
            throw new Refusal(Refusal.LOCKED, "the lesson wants this cell where it is");
        }
        bin.take(lesson, cell);
        stale(id, "a cell before it was deleted");
        change(lesson.without(cell));
        keep();
        events.send("lesson", "{}");
    }

    /// Puts a cell back from the bin.
    ///
    /// @param id of it, or null for the last that was taken
    synchronized String undelete(String id) {
        lookAtDisk();
        lookAtDisk();
        Bin.Deleted deleted = bin.give(id);
        if (deleted == null) {
            throw new Refusal(Refusal.NOT_FOUND, "the bin is empty");
        }
        if (cells().stream().anyMatch(cell -> cell.id().equals(deleted.id()))) {
            throw new Refusal(Refusal.CONFLICT, "there is a cell " + deleted.id() + " again: the file was changed meanwhile");
        }
        change(deleted.backIn(lesson));
        keep();
        events.send("lesson", "{}");
        return cellJson(deleted.id());
    }

    /// Reads the file anew if another program has written it.
    synchronized void lookAtDisk() {
        if (!copy.hasChanged()) {
            return;
        }
        Map<String, String> before = new LinkedHashMap<>();
        cells().forEach(cell -> before.put(cell.id(), cell.source()));
        String old = text;
        read();
        if (!old.equals(text)) {
            version++;
            for (Cell cell : cells()) {
                if (!cell.source().equals(before.get(cell.id()))) {
                    state(cell.id()).version = version;
                    state(cell.id()).changedBy = null;
                }
            }
            events.send("lesson", "{}");
        }
    }

    // What is run.

    void run(List<String> ids) {
        synchronized (this) {
            lookAtDisk();
            for (String id : ids) {
                if (!cell(id).runs()) {
                    throw new Refusal(Refusal.BAD_REQUEST, "the cell " + id + " asks a question: it cannot be run");
                }
            }
            ids.forEach(id -> state(id).isQueued = true);
        }
        runner.run(ids);
        ids.forEach(this::tellCell);
    }

    /// Whether that was right, and what is.
    synchronized String predict(String id, String answer) {
        Prediction prediction = Prediction.of(cell(id));
        if (prediction == null) {
            throw new Refusal(Refusal.BAD_REQUEST, "the cell " + id + " asks nothing");
        }
        CellState state = state(id);
        state.answer = answer;
        state.result = prediction.isRight(answer) ? Status.OK : Status.ERROR;
        state.ranSource = cell(id).source();
        keep();
        tellCell(id);
        return CellJson.verdict(prediction, answer);
    }

    private void stale(String id, String why) {
        CellState state = state(id);
        var changed = new TreeSet<>(state.changes);
        List<Cell> all = cells();
        int place = all.stream().map(Cell::id).toList().indexOf(id);
        for (Cell later : all.subList(place + 1, all.size())) {
            CellState other = state(later.id());
            if (other.result != Status.NEVER && other.uses.stream().anyMatch(changed::contains)) {
                other.staleBecause = why;
                changed.addAll(other.changes);
                tellCell(later.id());
            }
        }
    }

    private void keep() {
        sidecar.write(version, states, history, bin);
    }

    synchronized void tellCell(String id) {
        cells().stream().filter(cell -> cell.id().equals(id)).findFirst()
                .ifPresent(cell -> events.send("cell", CellJson.of(cell, originalOf(id), state(id))));
    }

    private synchronized void tellMachine() {
        events.send("machine", machineJson());
    }

    synchronized String machineJson() {
        return Json.object(json -> CellJson.members(json, runner.machine(), isValid()));
    }

    @Override
    public void close() {
        ticking.cancel(false);
        questions.close();
        runner.close();
    }

    /// What the runner asks and tells.
    private final class Runs implements Runner.Owner {

        @Override
        public String begin(String id) {
            synchronized (Notebook.this) {
                Cell cell = cells().stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
                CellState state = state(id);
                state.isQueued = false;
                return cell == null ? null : StartUp.java(cell);
            }
        }

        @Override
        public RunningCell heard(String id, String java) {
            synchronized (Notebook.this) {
                Cell cell = cell(id);
                CellState state = state(id);
                state.isRunning = true;
                state.outputs = new ArrayList<>();
                state.message = null;
                state.ranSource = cell.source();
                heard = new RunningCell(output -> said(id, output), cell.kind() == Cell.Kind.SHELL);
                heardCell = id;
                ran(cell);
                tellCell(id);
                return heard;
            }
        }

        /// What makes the others possible may be run twice before they begin.
        private void ran(Cell cell) {
            List<String> setup = cells().stream().filter(Cell::isSetup).map(Cell::id).toList();
            if (cell.isSetup() && setup.containsAll(order)) {
                order.remove(cell.id());
            }
            order.add(cell.id());
        }

        private void said(String id, Output output) {
            events.send(Events.OUTPUT, Json.object(json -> {
                json.writeStringField("cell", id);
                json.writeFieldName("output");
                output.write(json);
            }));
        }

        @Override
        public boolean ended(String id, RunningCell said, Answer answer, boolean wasInterrupted, long milliseconds) {
            List<Output> outputs = said.outputs();
            synchronized (Notebook.this) {
                CellState state = states.get(id);
                if (state == null || !state.isRunning) {
                    // The lesson was reset meanwhile.
                    return false;
                }
                String broken = answer.brokenPromise();
                state.isRunning = false;
                state.staleBecause = null;
                state.count = ++runs;
                state.milliseconds = milliseconds;
                state.outputs = outputs;
                state.result = wasInterrupted ? Status.INTERRUPTED : broken == null ? Status.OK : Status.ERROR;
                state.message = wasInterrupted ? "interrupted" : broken;
                state.changes = said.changes();
                state.uses = Names.used(state.ranSource);
                stale(id, "a cell before it ran again");
                history.add(id, state);
                // What has been told is not lost when the server dies in the next moment.
                keep();
                tellCell(id);
                return state.result == Status.OK;
            }
        }

        @Override
        public void refused(String id, String message) {
            synchronized (Notebook.this) {
                CellState state = state(id);
                state.isRunning = false;
                state.isQueued = false;
                state.result = Status.ERROR;
                state.ranSource = cells().stream().filter(cell -> cell.id().equals(id)).map(Cell::source).findFirst().orElse("");
                state.staleBecause = null;
                state.message = message;
                tellCell(id);
            }
        }

        @Override
        public void queueChanged() {
            synchronized (Notebook.this) {
                List<String> ids = runner.queued();
                for (Cell cell : cells()) {
                    CellState state = state(cell.id());
                    boolean isQueued = ids.contains(cell.id());
                    if (state.isQueued != isQueued) {
                        state.isQueued = isQueued;
                        tellCell(cell.id());
                    }
                }
                events.send("queue", Json.object(json -> Json.texts(json, "cells", ids)));
            }
        }

        @Override
        public void machine(Machine machine) {
            tellMachine();
        }

        @Override
        public List<String> lost(String why) {
            synchronized (Notebook.this) {
                order.clear();
                List<String> first = cells().stream().filter(cell -> cell.isSetup() && state(cell.id()).result != Status.NEVER).map(Cell::id).toList();
                for (Cell cell : cells()) {
                    CellState state = state(cell.id());
                    if (cell.runs() && state.result != Status.NEVER) {
                        state.staleBecause = why;
                        tellCell(cell.id());
                    }
                }
                return first;
            }
        }
    }
}
