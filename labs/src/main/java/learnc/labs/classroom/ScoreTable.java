package learnc.labs.classroom;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

import learnc.labs.text.Lab;

/// The scores of a class, a line for each student, as comma-separated values (RFC 4180) or in columns.
public final class ScoreTable {

    private final List<Lab> labs;
    private final List<Graded> students;

    /// @param labs the columns
    public ScoreTable(List<Lab> labs, List<Graded> students) {
        this.labs = labs;
        this.students = students;
    }

    /// For a spreadsheet. What a student could have named like a formula is text.
    public void writeCsv(PrintWriter out) {
        rows().forEach(row -> out.print(String.join(",", row.stream().map(ScoreTable::quoted).toList()) + "\r\n"));
        out.flush();
    }

    private static String quoted(String cell) {
        String harmless = !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        return harmless.matches("[A-Za-z0-9 ._-]*") ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }

    /// For the eye.
    public void writeColumns(PrintWriter out) {
        List<List<String>> rows = rows();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int its = column;
                int width = rows.stream().mapToInt(other -> other.get(its).length()).max().orElse(0);
                line.append(row.get(column)).repeat(' ', width - row.get(column).length() + 2);
            }
            out.println(line.toString().stripTrailing());
        }
        out.flush();
    }

    private List<List<String>> rows() {
        var rows = new ArrayList<List<String>>();
        var head = new ArrayList<>(List.of("student", "seed"));
        labs.forEach(lab -> head.add(lab.id()));
        head.addAll(List.of("sum", "remarks"));
        rows.add(head);
        for (Graded graded : students) {
            var row = new ArrayList<>(List.of(graded.student().name(), graded.student().seed().word()));
            labs.forEach(lab -> row.add(graded.score(lab.id()) == null ? "" : String.valueOf(graded.score(lab.id()))));
            row.add(String.valueOf(graded.score()));
            row.add(String.join("; ", graded.remarks()));
            rows.add(row);
        }
        return rows;
    }
}
