package learnc.lessons.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;

/// Complaints and exceptions as a reader wants them: in words, and where in the cell.
final class Troubles {

    private static final String SNIPPET = "#";

    private Troubles() {
    }

    static Answer.Trouble ofCompiler(Stream<Diag> diagnostics, Statements.Statement statement) {
        Diag diag = diagnostics.filter(Diag::isError).findFirst().orElseThrow();
        int start = (int) Math.clamp(diag.getStartPosition(), 0, statement.source().length());
        int end = (int) Math.clamp(diag.getEndPosition(), start, statement.source().length());
        return new Answer.Trouble(diag.getMessage(Locale.ENGLISH), statement.offset() + start, statement.offset() + end, String.valueOf(diag.getCode()),
                statement.line() + lines(statement.source().substring(0, start)), List.of());
    }

    static Answer.Trouble thrown(Throwable exception, Snippet snippet, Statements.Statement statement) {
        var frames = new ArrayList<String>();
        int line = statement.line();
        int last = 0;
        for (StackTraceElement frame : exception.getStackTrace()) {
            boolean isOfCell = frame.getFileName() != null && frame.getFileName().startsWith(SNIPPET);
            boolean isHere = isOfCell && frame.getFileName().equals(SNIPPET + snippet.id());
            if (isHere && last == 0) {
                line = statement.line() + Math.max(0, frame.getLineNumber() - 1);
            }
            frames.add(isHere ? "this cell, line " + (statement.line() + Math.max(0, frame.getLineNumber() - 1))
                    : isOfCell ? method(frame) + "another cell, its line " + frame.getLineNumber() : frame.toString());
            last = isOfCell ? frames.size() : last;
        }
        return new Answer.Trouble(message(exception), statement.offset(), statement.offset() + statement.source().stripTrailing().length(), null, line, List.copyOf(frames.subList(0, last)));
    }

    private static String method(StackTraceElement frame) {
        return frame.getMethodName().startsWith("do_it$") ? "" : frame.getMethodName() + ", ";
    }

    private static int lines(String text) {
        return (int) text.chars().filter(one -> one == '\n').count();
    }

    private static String message(Throwable exception) {
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
