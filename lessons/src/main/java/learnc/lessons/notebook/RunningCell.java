package learnc.lessons.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import learnc.lessons.cell.Answer;
import learnc.lessons.cell.CellListener;
import learnc.lessons.kit.Display;

/// Collects what a cell says, in order. What is printed goes out in pieces a few times a second, not letter by letter.
final class RunningCell implements CellListener {

    private static final int MOST_OUTPUTS = 500;
    private static final int MOST_UNSENT = 1 << 16;

    private final Consumer<Output> told;
    private final boolean isShell;
    private final List<Output> outputs = new ArrayList<>();
    private final Set<String> changes = new TreeSet<>();
    private final StringBuilder unsent = new StringBuilder();
    private boolean isError;

    /// @param told    is told each output when it is complete, and text as it comes
    /// @param isShell whether the cell's own text is not Java, so that places in the Java mean nothing
    RunningCell(Consumer<Output> told, boolean isShell) {
        this.told = told;
        this.isShell = isShell;
    }

    @Override
    public synchronized void printed(boolean isOnError, String text) {
        if (isOnError != isError) {
            flush();
            isError = isOnError;
        }
        unsent.append(text);
        if (unsent.length() > MOST_UNSENT) {
            flush();
        }
    }

    /// Sends what has been printed meanwhile.
    synchronized void flush() {
        if (unsent.isEmpty()) {
            return;
        }
        var text = new Output.Text(isError ? "err" : "out", unsent.toString());
        unsent.setLength(0);
        if (!outputs.isEmpty() && outputs.getLast() instanceof Output.Text before && before.stream().equals(text.stream())) {
            outputs.removeLast();
            outputs.add(new Output.Text(text.stream(), before.text() + text.text()));
            told.accept(text);
        } else {
            add(text);
        }
    }

    private void add(Output output) {
        if (outputs.size() < MOST_OUTPUTS) {
            outputs.add(output);
            told.accept(output);
        }
    }

    @Override
    public synchronized void shown(Display display) {
        flush();
        add(Output.Value.of(null, display));
    }

    @Override
    public synchronized void done(Answer.Part part) {
        flush();
        changes.addAll(part.changes());
        if (part.promise() != null) {
            promised(part);
        } else if (part.failure() != null) {
            add(new Output.Trouble(placed(part.failure())));
        } else if (part.display() != null) {
            add(Output.Value.of(part.name(), part.display()));
        } else if (part.value() != null) {
            add(new Output.Value(part.name(), "text/plain", part.value()));
        }
    }

    private void promised(Answer.Part part) {
        boolean isKept = part.promise().broken(part.value(), part.failure()) == null;
        if (part.display() != null) {
            add(Output.Value.of(part.name(), part.display()));
        }
        String got = part.failure() != null ? "! " + part.failure().message() : part.value() == null ? "" : part.value();
        int end = part.offset() + part.source().stripTrailing().length();
        add(new Output.Promised(part.promise().text(), got, isKept, isShell ? -1 : part.offset(), isShell ? -1 : end));
        if (!isKept && part.failure() != null) {
            add(new Output.Trouble(placed(part.failure())));
        }
    }

    private Answer.Trouble placed(Answer.Trouble trouble) {
        return isShell ? new Answer.Trouble(trouble.message(), -1, -1, trouble.code(), 0, trouble.frames()) : trouble;
    }

    synchronized List<Output> outputs() {
        flush();
        return new ArrayList<>(outputs);
    }

    /// Names that mean something else since the cell ran.
    synchronized Set<String> changes() {
        return Set.copyOf(changes);
    }
}
