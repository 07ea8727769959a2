package learnc.lessons.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import learnc.lessons.text.Cell;

/// What came of the cells of a notebook, and in which order they have run. Part of a [Work], under whose lock it is read and changed.
final class Outcomes {

    private final Map<String, CellState> states = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();
    private int runs;

    /// @param kept by an earlier session
    Outcomes(Map<String, CellState> kept) {
        states.putAll(kept);
    }

    /// By the cells' ids.
    Map<String, CellState> all() {
        return states;
    }

    /// Of a cell; a new one when nothing is known of it.
    CellState of(String id) {
        return states.computeIfAbsent(id, none -> new CellState());
    }

    Status status(Cell cell) {
        return of(cell.id()).status(cell.source());
    }

    /// Forgets all of them.
    void clear() {
        states.clear();
        order.clear();
    }

    /// What the cells have made is gone, so nothing has run.
    void beginAnew() {
        order.clear();
    }

    /// A cell begins to run. What makes the others possible may be run twice before they begin.
    void begin(Cell cell, List<Cell> cells) {
        List<String> setup = cells.stream().filter(Cell::isSetup).map(Cell::id).toList();
        if (cell.isSetup() && setup.containsAll(order)) {
            order.remove(cell.id());
        }
        order.add(cell.id());
    }

    /// The number of a run that has just ended: 1, 2, 3, …
    int countRun() {
        return ++runs;
    }

    /// How many of these have done what they should.
    long ok(List<Cell> cells) {
        return cells.stream().filter(cell -> status(cell) == Status.OK).count();
    }

    /// Whether all cells that have run are the first ones of the lesson, in its order, each once, in this machine, and all is well.
    boolean areValid(List<Cell> cells) {
        List<Cell> runnable = cells.stream().filter(Cell::runs).toList();
        if (order.size() > runnable.size()) {
            return false;
        }
        for (int i = 0; i < runnable.size(); i++) {
            Cell cell = runnable.get(i);
            Status status = status(cell);
            boolean fits = i < order.size() ? order.get(i).equals(cell.id()) && (status == Status.OK || status == Status.RUNNING || status == Status.QUEUED)
                    : status == Status.NEVER || status == Status.RUNNING || status == Status.QUEUED;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /// Marks the cells that would perhaps do something else now: those that use a name which a cell before them has changed.
    ///
    /// @param id  of the cell that is another one, or has run
    /// @param why for the reader
    /// @return the ids of those that were marked
    List<String> stale(List<Cell> cells, String id, String why) {
        var marked = new ArrayList<String>();
        var changed = new TreeSet<>(of(id).changes);
        int place = cells.stream().map(Cell::id).toList().indexOf(id);
        for (Cell later : cells.subList(place + 1, cells.size())) {
            CellState its = of(later.id());
            if (its.result != Status.NEVER && its.uses.stream().anyMatch(changed::contains)) {
                its.staleBecause = why;
                changed.addAll(its.changes);
                marked.add(later.id());
            }
        }
        return marked;
    }
}
