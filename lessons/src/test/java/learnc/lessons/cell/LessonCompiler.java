package learnc.lessons.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import learnc.lessons.kit.StartUp;

/// Compiles cells one after the other, as [Cells] does, and writes down what JShell asks of the machine in which they would run.
final class LessonCompiler implements AutoCloseable {

    private final List<CompiledStatement.Call> calls = new ArrayList<>();
    private final JShell shell = JShell.builder().executionEngine(new Notes(), Map.of()).build();

    LessonCompiler() {
        StartUp.statements().forEach(shell::eval);
    }

    /// The statements of a cell, or of what is run like one.
    List<CompiledStatement> compiled(String java) {
        return Statements.of(java, shell.sourceCodeAnalysis()).stream().map(this::compiled).toList();
    }

    private CompiledStatement compiled(Statements.Statement statement) {
        calls.clear();
        Snippet snippet = shell.eval(statement.source()).stream().filter(event -> event.causeSnippet() == null).map(SnippetEvent::snippet).findFirst().orElseThrow();
        String complaint = shell.diagnostics(snippet).filter(Diag::isError).map(diag -> diag.getMessage(Locale.ENGLISH)).findFirst().orElse(null);
        String promise = statement.promise() == null ? null : statement.promise().text();
        return new CompiledStatement(statement.source(), promise, complaint, snippet.subKind().hasValue(), List.copyOf(calls));
    }

    @Override
    public void close() {
        shell.close();
    }

    /// An engine that only takes notes. Like that of the machine for cells it cannot change classes which it has.
    private final class Notes extends Rehearsal.Nothing {

        @Override
        public void load(ClassBytecodes[] classes) {
            calls.add(new CompiledStatement.Load(classes));
        }

        @Override
        public void redefine(ClassBytecodes[] classes) throws NotImplementedException {
            throw new NotImplementedException("classes stay as they are");
        }

        @Override
        public String invoke(String className, String method) {
            calls.add(new CompiledStatement.Invoke(className, method));
            return super.invoke(className, method);
        }
    }
}
