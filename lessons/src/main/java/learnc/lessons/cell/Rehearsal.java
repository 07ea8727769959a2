package learnc.lessons.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jdk.jshell.JShell;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/// Says what the compiler would say to a cell, without running it or anything before it: a second JShell compiles all and hands it
/// to an engine that does nothing.
public final class Rehearsal implements AutoCloseable {

    private final List<String> startUp;
    private final List<String> played = new ArrayList<>();
    private JShell shell;

    /// @param startUp statements that come before the first cell
    public Rehearsal(List<String> startUp) {
        this.startUp = startUp;
    }

    /// What is wrong with a cell.
    ///
    /// @param before the cells above it, in order
    public synchronized List<Answer.Trouble> troubles(List<String> before, String cell) {
        play(before);
        var troubles = new ArrayList<Answer.Trouble>();
        var made = new ArrayList<Snippet>();
        var overwritten = new ArrayList<String>();
        for (Statements.Statement statement : Statements.of(cell, shell.sourceCodeAnalysis())) {
            for (SnippetEvent event : shell.eval(statement.source())) {
                if (event.status() == Snippet.Status.REJECTED && event.causeSnippet() == null) {
                    troubles.add(Troubles.ofCompiler(shell.diagnostics(event.snippet()), statement));
                } else if (event.status() == Snippet.Status.OVERWRITTEN && !made.contains(event.snippet())) {
                    overwritten.add(event.snippet().source());
                } else if (event.causeSnippet() == null && event.snippet() instanceof PersistentSnippet) {
                    made.add(event.snippet());
                }
            }
        }
        takeBack(made);
        overwritten.forEach(shell::eval);
        return troubles;
    }

    private void takeBack(List<Snippet> made) {
        for (Snippet snippet : made.reversed()) {
            if (shell.status(snippet).isActive()) {
                shell.drop(snippet);
            }
        }
    }

    /// What was played stays as long as it is how the cells before begin.
    private void play(List<String> before) {
        boolean goesOn = shell != null && played.size() <= before.size() && played.equals(before.subList(0, played.size()));
        if (!goesOn) {
            close();
            shell = JShell.builder().executionEngine(new Nothing(), Map.of()).build();
            startUp.forEach(shell::eval);
        }
        for (String cell : before.subList(played.size(), before.size())) {
            Statements.of(cell, shell.sourceCodeAnalysis()).forEach(statement -> shell.eval(statement.source()));
            played.add(cell);
        }
    }

    @Override
    public synchronized void close() {
        if (shell != null) {
            shell.close();
            shell = null;
        }
        played.clear();
    }

    /// An engine that does nothing. Whoever wants to know what it was asked for extends it, and may refuse to change classes.
    static class Nothing implements ExecutionControlProvider, ExecutionControl {

        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
            return this;
        }

        @Override
        public void load(ClassBytecodes[] classes) {
            // Compiled is enough.
        }

        @Override
        public void redefine(ClassBytecodes[] classes) throws NotImplementedException {
            // Compiled is enough.
        }

        @Override
        public String invoke(String className, String method) {
            return "";
        }

        @Override
        public String varValue(String className, String variable) {
            return "";
        }

        @Override
        public void addToClasspath(String path) {
            // Nothing is loaded.
        }

        @Override
        public Object extensionCommand(String command, Object argument) {
            return null;
        }

        @Override
        public void stop() {
            // Nothing runs.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
