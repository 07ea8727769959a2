package learnc.lessons.cell;

import java.util.ArrayList;
import java.util.List;

import jdk.jshell.SourceCodeAnalysis;

/// Cuts a cell into statements, line by line as the `jshell` tool does: the semicolon at the end of a line may be left out.
final class Statements {

    private final SourceCodeAnalysis analysis;
    private final List<Statement> found = new ArrayList<>();

    /// @param source  of the statement alone
    /// @param offset  where it begins in the cell, in characters
    /// @param line    in which it begins, from 1
    /// @param promise what the text promises behind it, or null
    record Statement(String source, int offset, int line, Promise promise) {
    }

    private Statements(SourceCodeAnalysis analysis) {
        this.analysis = analysis;
    }

    static List<Statement> of(String cell, SourceCodeAnalysis analysis) {
        var statements = new Statements(analysis);
        String[] lines = cell.split("\n", -1);
        int offset = 0;
        for (int first = 0; first < lines.length; ) {
            int behind = statements.take(lines, first, offset);
            for (; first < behind; first++) {
                offset += lines[first].length() + 1;
            }
        }
        return statements.found;
    }

    /// Takes as many lines as make a statement, and more statements that stand on the last of them.
    ///
    /// @return the first line that was not taken
    private int take(String[] lines, int first, int offset) {
        int behind = first + 1;
        String text = withoutPromise(lines[first]);
        while (behind < lines.length && goesOn(text, lines[behind])) {
            text += "\n" + withoutPromise(lines[behind]);
            behind++;
        }
        add(text, offset, first + 1, Promise.in(lines[behind - 1]));
        return behind;
    }

    private boolean goesOn(String text, String next) {
        if (text.isBlank()) {
            return false;
        }
        SourceCodeAnalysis.Completeness completeness = analysis.analyzeCompletion(text).completeness();
        return completeness == SourceCodeAnalysis.Completeness.DEFINITELY_INCOMPLETE || next.strip().startsWith(".") && !text.strip().endsWith(";");
    }

    private void add(String text, int offset, int line, Promise promise) {
        String rest = text;
        while (!rest.isBlank()) {
            SourceCodeAnalysis.CompletionInfo info = analysis.analyzeCompletion(rest);
            boolean isComplete = info.completeness().isComplete() && info.source() != null && !info.source().isBlank();
            String source = isComplete ? info.source() : rest;
            String behind = isComplete ? info.remaining() : "";
            int at = text.length() - rest.length();
            found.add(new Statement(source, offset + at, line + (int) text.substring(0, at).chars().filter(one -> one == '\n').count(), behind.isBlank() ? promise : null));
            rest = behind;
        }
    }

    private static String withoutPromise(String line) {
        int arrow = line.indexOf(Promise.ARROW);
        return arrow < 0 ? line : line.substring(0, arrow);
    }
}
