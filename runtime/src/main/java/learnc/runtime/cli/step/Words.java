package learnc.runtime.cli.step;

import java.util.ArrayList;
import java.util.List;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/// Sentences, broken into lines that fit.
final class Words {

    private static final int NARROWEST = 12;

    private Words() {
    }

    /// @param indent stands before the first line; the others are set in as far
    static List<AttributedString> broken(AttributedString indent, String text, AttributedStyle style, int columns) {
        var lines = new ArrayList<AttributedString>();
        int width = Math.max(NARROWEST, columns - indent.columnLength());
        var rest = new AttributedString(Ink.safe(text), style);
        do {
            int end = end(rest, width);
            var line = Ink.line().append(lines.isEmpty() ? indent : new AttributedString(" ".repeat(indent.columnLength())));
            lines.add(line.append(rest.subSequence(0, end)).toAttributedString());
            while (end < rest.length() && rest.charAt(end) == ' ') {
                end++;
            }
            rest = rest.subSequence(end, rest.length());
        } while (rest.length() > 0);
        return lines;
    }

    private static int end(AttributedString text, int width) {
        if (text.columnLength() <= width) {
            return text.length();
        }
        int fits = Math.max(1, text.columnSubSequence(0, width).length());
        int space = text.toString().lastIndexOf(' ', fits);
        return space > 0 ? space : fits;
    }
}
