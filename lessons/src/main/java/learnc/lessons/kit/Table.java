package learnc.lessons.kit;

import java.util.ArrayList;
import java.util.List;

/// Lines with columns, which prints itself well.
///
/// @param columns their names
/// @param rows    as many words each
public record Table(List<String> columns, List<List<String>> rows) implements Displayed {

    /// How many lines there are.
    public int size() {
        return rows.size();
    }

    /// Only the lines in which this word stands somewhere.
    public Table with(String word) {
        return new Table(columns, rows.stream().filter(row -> row.stream().anyMatch(cell -> cell.contains(word))).toList());
    }

    /// The words in one column.
    ///
    /// @throws IllegalArgumentException when there is no such column
    public List<String> column(String name) {
        int index = columns.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no column " + name + " in " + columns);
        }
        return rows.stream().map(row -> row.get(index)).toList();
    }

    /// What is here and not in an earlier one (`+`), and the other way round (`-`).
    public Table since(Table earlier) {
        var changes = new ArrayList<List<String>>();
        for (List<String> row : earlier.rows) {
            if (!rows.contains(row)) {
                changes.add(marked("-", row));
            }
        }
        for (List<String> row : rows) {
            if (!earlier.rows.contains(row)) {
                changes.add(marked("+", row));
            }
        }
        return new Table(marked("", columns), changes);
    }

    private static List<String> marked(String mark, List<String> row) {
        var marked = new ArrayList<>(List.of(mark));
        marked.addAll(row);
        return List.copyOf(marked);
    }

    @Override
    public Display display() {
        var html = new StringBuilder("<table><thead>");
        row(html, "th", columns);
        html.append("</thead><tbody>");
        rows.forEach(one -> row(html, "td", one));
        return Display.html(html.append("</tbody></table>").toString());
    }

    private static void row(StringBuilder html, String element, List<String> words) {
        html.append("<tr>");
        words.forEach(word -> html.append('<').append(element).append('>').append(Display.escaped(word)).append("</").append(element).append('>'));
        html.append("</tr>");
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        line(text, columns);
        rows.forEach(row -> line(text, row));
        return text.toString().stripTrailing();
    }

    private void line(StringBuilder text, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            text.append(words.get(i)).append(" ".repeat(Math.max(0, width(i) - words.get(i).length()) + 2));
        }
        while (text.length() > 0 && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        text.append('\n');
    }

    private int width(int column) {
        int width = columns.get(column).length();
        for (List<String> row : rows) {
            width = Math.max(width, row.get(column).length());
        }
        return width;
    }
}
