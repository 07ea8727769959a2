package learnc.runtime.cli;

import java.io.PrintWriter;
import java.util.List;

import learnc.runtime.spec.Shown;

/// A table for the screen: each column is as wide as its widest cell, three spaces apart. Control characters become `?`.
final class Columns {

    private static final int GAP = 3;

    private Columns() {
    }

    /// Prints rows of equal length, the first being the headings.
    static void print(PrintWriter out, List<String[]> rows) {
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(Shown.shortened(row[i])).repeat(' ', Math.max(1, widths[i] + GAP - row[i].length()));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
