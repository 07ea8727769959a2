package learnc.lessons.notebook;

import java.util.ArrayList;
import java.util.List;

import learnc.lessons.cell.Answer;
import learnc.lessons.cell.Names;
import learnc.lessons.kit.StartUp;
import learnc.lessons.text.Cell;

/// Notes in a student's work what becomes of its cells while they run: the [Runner] asks and tells, on its own thread.
final class RunNotes implements Runner.Owner {

    private final Work work;
    private final Manuscript manuscript;
    private final Outcomes outcomes;
    private RunningCell heard;

    RunNotes(Work work) {
        this.work = work;
        this.manuscript = work.manuscript();
        this.outcomes = work.outcomes();
    }

    /// Sends what was printed meanwhile, also by threads that a cell has left behind.
    void flush() {
        RunningCell last;
        synchronized (work) {
            last = heard;
        }
        if (last != null) {
            last.flush();
        }
    }

    @Override
    public String begin(String id) {
        synchronized (work) {
            Cell cell = manuscript.find(id);
            outcomes.of(id).isQueued = false;
            return cell == null ? null : StartUp.java(cell);
        }
    }

    @Override
    public RunningCell heard(String id, String java) {
        synchronized (work) {
            Cell cell = manuscript.cell(id);
            CellState state = outcomes.of(id);
            state.isRunning = true;
            state.outputs = new ArrayList<>();
            state.message = null;
            state.ranSource = cell.source();
            heard = new RunningCell(output -> said(id, output), cell.kind() == Cell.Kind.SHELL);
            outcomes.begin(cell, manuscript.cells());
            work.tellCell(id);
            return heard;
        }
    }

    private void said(String id, Output output) {
        work.events().send(Events.OUTPUT, Json.object(json -> {
            json.writeStringField("cell", id);
            json.writeFieldName("output");
            output.write(json);
        }));
    }

    @Override
    public boolean ended(String id, RunningCell said, Answer answer, boolean wasInterrupted, long milliseconds) {
        List<Output> outputs = said.outputs();
        synchronized (work) {
            CellState state = outcomes.all().get(id);
            if (state == null || !state.isRunning) {
                // The lesson was reset meanwhile.
                return false;
            }
            String broken = answer.brokenPromise();
            state.isRunning = false;
            state.staleBecause = null;
            state.count = outcomes.countRun();
            state.milliseconds = milliseconds;
            state.outputs = outputs;
            state.result = wasInterrupted ? Status.INTERRUPTED : broken == null ? Status.OK : Status.ERROR;
            state.message = wasInterrupted ? "interrupted" : broken;
            state.changes = said.changes();
            state.uses = Names.used(state.ranSource);
            work.stale(id, "a cell before it ran again");
            work.history().add(id, state);
            // What has been told is not lost when the server dies in the next moment.
            work.keep();
            work.tellCell(id);
            return state.result == Status.OK;
        }
    }

    @Override
    public void refused(String id, String message) {
        synchronized (work) {
            Cell cell = manuscript.find(id);
            CellState state = outcomes.of(id);
            state.isRunning = false;
            state.isQueued = false;
            state.result = Status.ERROR;
            state.ranSource = cell == null ? "" : cell.source();
            state.staleBecause = null;
            state.message = message;
            work.tellCell(id);
        }
    }

    @Override
    public void queueChanged(Runner runner) {
        synchronized (work) {
            List<String> ids = runner.queued();
            for (Cell cell : manuscript.cells()) {
                CellState state = outcomes.of(cell.id());
                boolean isQueued = ids.contains(cell.id());
                if (state.isQueued != isQueued) {
                    state.isQueued = isQueued;
                    work.tellCell(cell.id());
                }
            }
            work.events().send("queue", Json.object(json -> Json.texts(json, "cells", ids)));
        }
    }

    @Override
    public void machineChanged(Runner runner) {
        work.tellMachine(runner);
    }

    @Override
    public List<String> lost(String why) {
        synchronized (work) {
            outcomes.beginAnew();
            List<Cell> cells = manuscript.cells();
            List<String> first = cells.stream().filter(cell -> cell.isSetup() && outcomes.of(cell.id()).result != Status.NEVER).map(Cell::id).toList();
            for (Cell cell : cells) {
                CellState state = outcomes.of(cell.id());
                if (cell.runs() && state.result != Status.NEVER) {
                    state.staleBecause = why;
                    work.tellCell(cell.id());
                }
            }
            return first;
        }
    }
}
