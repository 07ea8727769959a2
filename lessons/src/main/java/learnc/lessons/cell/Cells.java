package learnc.lessons.cell;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import learnc.runtime.spec.Failure;

/// Runs cells of Java, one after the other; each sees what those before it have declared.
public final class Cells implements AutoCloseable {

    /// How much of what a cell prints is kept, in bytes.
    static final int MOST_OUTPUT = 1 << 20;

    private final Supplier<Sandbox> sandboxes;
    private final List<String> startUp;
    private final List<String> javaOptions;
    private final Output output = new Output();
    private CellEngine engine;
    private JShell shell;
    private volatile boolean isLost;

    /// @param home        where sandboxes get their folders
    /// @param startUp     statements that come before the first cell, as imports
    /// @param javaOptions of the Java machine in which the cells run
    public Cells(Path home, List<String> startUp, List<String> javaOptions) {
        this.sandboxes = () -> new Sandbox(home);
        this.startUp = startUp;
        this.javaOptions = javaOptions;
    }

    /// Starts the Java machine, if none is running.
    ///
    /// @throws Failure when it does not start
    public synchronized void start() {
        if (shell != null) {
            return;
        }
        engine = new CellEngine(sandboxes.get(), javaOptions);
        try {
            shell = JShell.builder().executionEngine(engine, Map.of()).out(output.stream()).err(output.stream()).build();
            isLost = false;
            shell.onShutdown(ignored -> isLost = true);
        } catch (IllegalStateException refused) {
            close();
            throw new Failure("the Java machine for the cells did not start: " + refused.getMessage() + "\n  likely because: lessons need root\n  try: sudo ./learnc …", refused);
        }
        for (String statement : startUp) {
            for (SnippetEvent event : shell.eval(statement)) {
                if (event.status() == Snippet.Status.REJECTED) {
                    throw new IllegalStateException("start-up: " + statement + ": " + shell.diagnostics(event.snippet()).map(diag -> diag.getMessage(Locale.ROOT)).toList());
                }
            }
        }
    }

    /// Runs a cell: its statements in order, up to the first that fails without having promised to.
    public synchronized Answer run(String cell) {
        start();
        output.reset();
        var parts = new ArrayList<Answer.Part>();
        for (Statements.Statement statement : Statements.of(cell, shell.sourceCodeAnalysis())) {
            Answer.Part part = part(statement);
            if (part != null && !isLost) {
                parts.add(part);
            }
            if (isLost || part != null && failed(part)) {
                break;
            }
        }
        boolean hasEnded = isLost;
        if (hasEnded) {
            close();
        }
        return new Answer(List.copyOf(parts), output.text(), hasEnded);
    }

    private static boolean failed(Answer.Part part) {
        return part.failure() != null && (part.promise() == null || part.promise().broken(null, part.failure()) != null);
    }

    private Answer.Part part(Statements.Statement statement) {
        for (SnippetEvent event : shell.eval(statement.source())) {
            if (event.causeSnippet() == null) {
                return part(event, statement);
            }
        }
        return null;
    }

    private Answer.Part part(SnippetEvent event, Statements.Statement statement) {
        Snippet snippet = event.snippet();
        Answer.Trouble trouble = event.status() == Snippet.Status.REJECTED ? complaint(snippet, statement.source(), statement.offset())
                : event.exception() != null ? new Answer.Trouble(Thrown.message(event.exception()), -1, -1) : null;
        String name = snippet instanceof VarSnippet variable ? variable.name() : null;
        String value = trouble != null || event.value() == null || event.value().isEmpty() ? null : event.value();
        return new Answer.Part(statement.source(), name, value, trouble, statement.promise());
    }

    private Answer.Trouble complaint(Snippet snippet, String source, int offset) {
        Diag diag = shell.diagnostics(snippet).filter(Diag::isError).findFirst().orElseThrow();
        int from = offset + (int) Math.max(0, diag.getStartPosition());
        return new Answer.Trouble(diag.getMessage(Locale.ENGLISH), from, Math.max(from, offset + (int) Math.min(source.length(), diag.getEndPosition())));
    }

    /// Interrupts the cell that runs, from another thread. A cell that catches everything goes on; then [#kill()] ends it.
    public void stop() {
        JShell running = shell;
        if (running != null) {
            running.stop();
        }
    }

    /// Ends the Java machine and all that the cells have made, from another thread.
    public void kill() {
        CellEngine running = engine;
        if (running != null) {
            running.close();
        }
    }

    /// JShell's knowledge of what is written: completion, documentation.
    public synchronized SourceCodeAnalysis analysis() {
        start();
        return shell.sourceCodeAnalysis();
    }

    /// The variables that there are, with their types.
    public synchronized List<VarSnippet> variables() {
        return shell == null ? List.of() : shell.variables().toList();
    }

    /// Ends the Java machine, if one is running, and all that the cells have made.
    @Override
    public synchronized void close() {
        if (shell != null) {
            shell.close();
            shell = null;
        }
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }

    /// Exceptions as a reader wants them.
    private static final class Thrown {

        static String message(Throwable exception) {
            return switch (exception) {
                case EvalException thrown -> simpleName(thrown.getExceptionClassName()) + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage());
                case UnresolvedReferenceException unresolved -> "uses something that is not declared yet: " + unresolved.getSnippet().source();
                default -> exception.toString();
            };
        }

        private static String simpleName(String className) {
            return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
        }
    }

    /// What cells print, up to a bound.
    private static final class Output extends OutputStream {

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private long leftOut;

        PrintStream stream() {
            return new PrintStream(this, true, StandardCharsets.UTF_8);
        }

        @Override
        public synchronized void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            int fits = Math.min(length, MOST_OUTPUT - kept.size());
            kept.write(bytes, from, fits);
            leftOut += length - fits;
        }

        synchronized void reset() {
            kept.reset();
            leftOut = 0;
        }

        synchronized String text() {
            return kept.toString(StandardCharsets.UTF_8) + (leftOut == 0 ? "" : "\n… and " + leftOut + " bytes more");
        }
    }
}
