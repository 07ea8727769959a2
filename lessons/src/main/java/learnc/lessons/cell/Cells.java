package learnc.lessons.cell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.VarSnippet;
import learnc.lessons.kit.Display;
import learnc.lessons.kit.DisplayChannel;
import learnc.runtime.spec.Failure;

/// Runs cells of Java, one after the other; each sees what those before it have declared.
public final class Cells implements AutoCloseable {

    /// How much of what a cell prints is kept, in bytes.
    static final int MOST_OUTPUT = 1 << 20;

    private final Supplier<CellMachine> machines;
    private final List<String> startUp;
    private final Printed printed = new Printed();
    private final ReentrantLock running = new ReentrantLock();
    private final ReentrantLock compiler = new ReentrantLock();
    private volatile CellListener listener = CellListener.NONE;
    private volatile Display value;
    private volatile CellEngine engine;
    private volatile JShell shell;
    private volatile boolean isLost;
    private volatile Runnable whenLost = () -> { };

    /// @param home        where sandboxes get their folders
    /// @param startUp     statements that come before the first cell, as imports
    /// @param javaOptions of the Java machine in which the cells run
    public Cells(Path home, List<String> startUp, List<String> javaOptions) {
        this(() -> new SandboxedMachine(home, javaOptions), startUp);
    }

    /// @param machines gives a new machine when one is needed
    /// @param startUp  statements that come before the first cell, as imports
    public Cells(Supplier<CellMachine> machines, List<String> startUp) {
        this.machines = machines;
        this.startUp = startUp;
    }

    /// Starts the Java machine, if none is running.
    ///
    /// @throws Failure when it does not start
    public void start() {
        compiler.lock();
        try {
            if (shell == null) {
                startNow();
            }
        } finally {
            compiler.unlock();
        }
    }

    private void startNow() {
        engine = new CellEngine(machines.get(), new Displays(this::take), compiler);
        try {
            shell = JShell.builder().executionEngine(engine, Map.of()).out(printed.stream(false)).err(printed.stream(true)).build();
            isLost = false;
            shell.onShutdown(ignored -> lost());
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

    private void lost() {
        isLost = true;
        whenLost.run();
    }

    /// Calls this when the Java machine has ended by itself, from whatever thread sees it first.
    public void whenLost(Runnable action) {
        whenLost = action;
    }

    private void take(int kind, Display display) {
        switch (kind) {
            case DisplayChannel.VALUE -> value = display;
            case DisplayChannel.SHOWN -> listener.shown(display);
            case DisplayChannel.LEFT_OUT -> printed.leaveOut(Long.parseLong(display.content()));
            default -> { }
        }
    }

    /// Compiles and runs something, so that the next cell finds the compiler awake.
    public void warmUp() {
        ask(analysis -> analysis.analyzeCompletion("int a = 1;"));
        run("if (host == null) { }");
    }

    /// Runs a cell: its statements in order, up to the first that fails without having promised to.
    public Answer run(String cell) {
        return run(cell, CellListener.NONE);
    }

    /// Runs a cell, and tells what it does meanwhile.
    public Answer run(String cell, CellListener told) {
        running.lock();
        compiler.lock();
        try {
            start();
            listener = told;
            printed.begin(told);
            return runNow(cell);
        } finally {
            compiler.unlock();
            running.unlock();
        }
    }

    private Answer runNow(String cell) {
        var parts = new ArrayList<Answer.Part>();
        for (Statements.Statement statement : Statements.of(cell, shell.sourceCodeAnalysis())) {
            Answer.Part part = isLost ? null : part(statement);
            if (part != null && !isLost) {
                parts.add(part);
                listener.done(part);
            }
            if (isLost || part != null && failed(part)) {
                break;
            }
        }
        printed.end();
        boolean hasEnded = isLost;
        if (hasEnded) {
            close();
        }
        return new Answer(List.copyOf(parts), printed.text(), hasEnded);
    }

    private static boolean failed(Answer.Part part) {
        return part.failure() != null && (part.promise() == null || part.promise().broken(null, part.failure()) != null);
    }

    private Answer.Part part(Statements.Statement statement) {
        value = null;
        List<SnippetEvent> events = shell.eval(statement.source());
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null) {
                return part(event, statement, new Consequences(shell).of(statement.source(), events));
            }
        }
        return null;
    }

    private Answer.Part part(SnippetEvent event, Statements.Statement statement, Set<String> changes) {
        Snippet snippet = event.snippet();
        Answer.Trouble trouble = event.status() == Snippet.Status.REJECTED ? Troubles.ofCompiler(shell.diagnostics(snippet), statement)
                : event.exception() != null ? Troubles.thrown(event.exception(), snippet, statement) : null;
        String name = snippet instanceof VarSnippet variable ? variable.name() : null;
        String text = trouble != null || event.value() == null || event.value().isEmpty() ? null : event.value();
        return new Answer.Part(statement.source(), name, text, trouble, statement.promise(), statement.offset(), trouble == null ? value : null, changes);
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

    /// Asks JShell what it knows about a text: completion, documentation. While a cell runs, too, but not while one is compiled.
    public <T> T ask(Function<SourceCodeAnalysis, T> question) {
        compiler.lock();
        try {
            start();
            return question.apply(shell.sourceCodeAnalysis());
        } finally {
            compiler.unlock();
        }
    }

    /// A variable that there is.
    ///
    /// @param value as text
    public record Variable(String name, String type, String value) {
    }

    /// The variables that there are; null while a cell runs.
    public List<Variable> variables() {
        if (!running.tryLock()) {
            return null;
        }
        compiler.lock();
        try {
            return shell == null || isLost ? List.of()
                    : shell.variables().filter(variable -> !variable.typeName().isEmpty()).map(variable -> new Variable(variable.name(), variable.typeName(), shell.varValue(variable))).toList();
        } catch (IllegalStateException hasEnded) {
            return List.of();
        } finally {
            compiler.unlock();
            running.unlock();
        }
    }

    /// Ends the Java machine, if one is running, and all that the cells have made.
    @Override
    public void close() {
        // First the machine: a cell that runs would hold the lock for ever.
        CellEngine ended = engine;
        if (ended != null) {
            ended.close();
        }
        compiler.lock();
        try {
            if (shell != null) {
                shell.close();
                shell = null;
            }
            engine = null;
        } finally {
            compiler.unlock();
        }
    }
}
