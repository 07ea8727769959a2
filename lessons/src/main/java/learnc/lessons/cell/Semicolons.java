package learnc.lessons.cell;

import java.util.ArrayList;
import java.util.List;

import jdk.jshell.JShell;

/// Cells for other Java shells, which want a semicolon between two statements where ours takes the end of the line.
public final class Semicolons implements AutoCloseable {

    // It analyses only, so it runs nothing and needs no second Java machine.
    private final JShell shell = JShell.builder().executionEngine("local").build();

    /// The same cell with each statement on lines of its own and with its semicolon, except perhaps the last one's. Promises stay,
    /// as comments.
    ///
    /// @param isStopped whether the shell leaves a cell at the first exception: then one that is promised is caught, and shown
    public String in(String cell, boolean isStopped) {
        var lines = new ArrayList<String>();
        List<Statements.Statement> statements = Statements.of(cell, shell.sourceCodeAnalysis());
        for (Statements.Statement statement : statements) {
            boolean isOpen = statement == statements.getLast() && !endsWithSemicolon(cell);
            String source = statement.source().strip();
            String shown = isStopped && statement.promise() != null && statement.promise().isOfFailure() ? caught(source) : isOpen ? open(source) : closed(source);
            lines.add(shown + (statement.promise() == null ? "" : " " + Promise.ARROW + " " + statement.promise().text()));
        }
        return String.join("\n", lines);
    }

    private static String caught(String statement) {
        return "try { " + closed(statement) + " } catch (Exception refused) { System.out.println(refused.getMessage()); }";
    }

    private static String open(String statement) {
        return statement.endsWith(";") ? statement.substring(0, statement.length() - 1) : statement;
    }

    private static String closed(String statement) {
        boolean needsNone = statement.endsWith(";") || statement.endsWith("}") || statement.startsWith("//");
        // Behind a comment it would be part of that.
        return needsNone ? statement : statement.substring(statement.lastIndexOf('\n') + 1).contains("//") ? statement + "\n;" : statement + ";";
    }

    private static boolean endsWithSemicolon(String cell) {
        String last = cell.stripTrailing();
        int arrow = last.lastIndexOf(Promise.ARROW);
        int line = last.lastIndexOf('\n');
        return (arrow > line ? last.substring(0, arrow) : last).stripTrailing().endsWith(";");
    }

    @Override
    public void close() {
        shell.close();
    }
}
