package learnc.runtime.cli.step;

import learnc.runtime.trace.LongNames;
import learnc.runtime.trace.Printable;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/// What colours mean here. Only the sixteen that a terminal's owner has chosen; each says what a word or a sign says, too.
final class Ink {

    static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    static final AttributedStyle STRONG = AttributedStyle.BOLD;
    static final AttributedStyle FAINT = AttributedStyle.DEFAULT.faint();
    static final AttributedStyle CALL = AttributedStyle.BOLD.foreground(AttributedStyle.CYAN);
    static final AttributedStyle REFUSED = AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
    static final AttributedStyle ADDED = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    static final AttributedStyle CHANGED = AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
    static final AttributedStyle GONE = AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
    static final AttributedStyle BANNER = AttributedStyle.BOLD.inverse();

    /// A line is made of these. The library turns the more usual sign into a hyphen or a letter.
    static final String RULE = "╌";

    private static final String SIGNS = "▸✓●○╌›→·…µ▶↑↓←▌";
    private static final String PLAIN_SIGNS = ">x*.->>-.u>^v<_";

    private Ink() {
    }

    /// Words in one style.
    static AttributedString of(String text, AttributedStyle style) {
        return new AttributedString(text, style);
    }

    static AttributedStringBuilder line() {
        return new AttributedStringBuilder();
    }

    /// Text out of a trace, which may come from anywhere: without control characters, and long ids cut.
    static String safe(String text) {
        return LongNames.shortened(Printable.text(text));
    }

    /// The same with ASCII characters only.
    static AttributedString ascii(AttributedString text) {
        var plain = new AttributedStringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int sign = SIGNS.indexOf(c);
            plain.append(Character.toString(c < 0x7F ? c : sign >= 0 ? PLAIN_SIGNS.charAt(sign) : '?'), text.styleAt(i));
        }
        return plain.toAttributedString();
    }

    /// The same without colours; what is strong or faint stays so.
    static AttributedString colourless(AttributedString text) {
        var plain = new AttributedStringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            plain.append(Character.toString(text.charAt(i)), text.styleAt(i).foregroundOff().backgroundOff());
        }
        return plain.toAttributedString();
    }

    /// The text, or as much of it as fits and `…`.
    static AttributedString cut(AttributedString text, int columns) {
        if (text.columnLength() <= columns) {
            return text;
        }
        var shorter = new AttributedStringBuilder();
        shorter.append(text.columnSubSequence(0, Math.max(0, columns - 1)));
        return shorter.append("…", FAINT).toAttributedString();
    }
}
