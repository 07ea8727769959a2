package learnc.lessons.cli;

import java.util.StringJoiner;
import java.util.regex.Pattern;

/// AsciiDoc for a terminal: a paragraph is one long line in the file, and would break in the middle of its words.
final class Paragraphs {

    private static final Pattern FENCE = Pattern.compile("-{4,}|\\.{4,}");
    private static final Pattern ITEM = Pattern.compile("([*.]+) .*");

    private Paragraphs() {
    }

    /// The text, with words on the next line where a line is full. Code stays as it is.
    static String wrapped(String text, int width) {
        var wrapped = new StringBuilder();
        boolean isCode = false;
        for (String line : text.lines().toList()) {
            isCode ^= FENCE.matcher(line).matches();
            wrapped.append(isCode || line.length() <= width ? line : wrappedLine(line, width)).append('\n');
        }
        return wrapped.toString();
    }

    private static String wrappedLine(String line, int width) {
        var item = ITEM.matcher(line);
        String indent = item.matches() ? " ".repeat(item.group(1).length() + 1) : "";
        var lines = new StringJoiner("\n");
        var last = new StringBuilder();
        for (String word : line.split(" ")) {
            if (!last.isEmpty() && last.length() + 1 + word.length() > width) {
                lines.add(last.toString());
                last = new StringBuilder(indent).append(word);
            } else {
                last.append(last.isEmpty() ? "" : " ").append(word);
            }
        }
        return lines.add(last).toString();
    }
}
