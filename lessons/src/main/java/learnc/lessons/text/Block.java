package learnc.lessons.text;

import java.util.ArrayList;
import java.util.List;

/// The lines of one cell as they lie in the file: each with its own line end, so that every byte is accounted for.
///
/// @param start     offset of the block's first line, `[source#…]`
/// @param lines     from there to the closing delimiter
/// @param delimiter index in `lines` of the opening delimiter
record Block(int start, List<String> lines, int delimiter) {

    /// The block of a cell in a text.
    static Block of(String text, Cell cell) {
        List<String> all = lines(text);
        int opening = cell.firstLine() - 2;
        int end = cell.firstLine() - 1;
        while (!bare(all.get(end)).equals(bare(all.get(opening)))) {
            end++;
        }
        int head = opening - 1;
        while (!all.get(head).startsWith("[source#" + cell.id())) {
            head--;
        }
        int start = all.subList(0, head).stream().mapToInt(String::length).sum();
        return new Block(start, List.copyOf(all.subList(head, end + 1)), opening - head);
    }

    /// A text as lines that keep their ends; together they are the text again.
    static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            lines.add(text.substring(from, end + 1));
            from = end + 1;
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }

    /// A line without its end.
    static String shown(String line) {
        String shown = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
        return shown.endsWith("\r") ? shown.substring(0, shown.length() - 1) : shown;
    }

    private static String bare(String line) {
        return line.stripTrailing();
    }

    /// What ends a line of this block.
    String lineEnd() {
        return lines.get(delimiter).endsWith("\r\n") ? "\r\n" : "\n";
    }

    /// The lines between the delimiters.
    List<String> content() {
        return lines.subList(delimiter + 1, lines.size() - 1);
    }

    int length() {
        return lines.stream().mapToInt(String::length).sum();
    }

    /// All of it as it is in the file.
    String text() {
        return String.join("", lines);
    }

    /// The block with other lines between the delimiters. Lines at the beginning and the end that stay what they were keep their
    /// bytes. A line that looks like the delimiter would end the block: then the delimiters become longer.
    String with(String source) {
        List<String> old = content();
        List<String> shown = old.stream().map(Block::shown).toList();
        if (source.equals(String.join("\n", shown))) {
            return text();
        }
        List<String> wanted = source.isEmpty() ? List.of() : List.of(source.split("\n", -1));
        int same = 0;
        while (same < Math.min(shown.size(), wanted.size()) && shown.get(same).equals(wanted.get(same))) {
            same++;
        }
        int tail = 0;
        while (tail < Math.min(shown.size(), wanted.size()) - same && shown.get(shown.size() - 1 - tail).equals(wanted.get(wanted.size() - 1 - tail))) {
            tail++;
        }
        var content = new ArrayList<>(old.subList(0, same));
        wanted.subList(same, wanted.size() - tail).forEach(line -> content.add((line.endsWith("\r") ? line.substring(0, line.length() - 1) : line) + lineEnd()));
        content.addAll(old.subList(old.size() - tail, old.size()));
        return assembled(content);
    }

    private String assembled(List<String> content) {
        String now = bare(lines.get(delimiter));
        String safe = now;
        while (containsBare(content, safe)) {
            safe += "-";
        }
        String opening = safe + lines.get(delimiter).substring(now.length());
        String closing = safe + lines.getLast().substring(now.length());
        return String.join("", lines.subList(0, delimiter)) + opening + String.join("", content) + closing;
    }

    private static boolean containsBare(List<String> content, String delimiter) {
        return content.stream().anyMatch(line -> bare(line).equals(delimiter));
    }
}
