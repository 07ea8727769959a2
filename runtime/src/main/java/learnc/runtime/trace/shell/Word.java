package learnc.runtime.trace.shell;

import learnc.runtime.kernel.KernelText;

/// How sh(1) must be told a text so that it takes exactly these bytes, whatever they are: quotes, `$(…)`, line breaks, bytes that are no
/// letters. A reader may look at the result without harm: no control character stands in it, except line breaks in quotes.
final class Word {

    private static final String PLAIN = "_./:=,@%+-";

    private Word() {
    }

    /// A word of a command.
    static String of(String text) {
        if (text.isEmpty()) {
            return "''";
        }
        if (isPlain(text)) {
            return text;
        }
        return isShown(text) ? quoted(text) : substituted(text);
    }

    /// An operand of a command: like a word, but one that begins with `-` is not taken for an option.
    static String operand(String text) {
        return text.startsWith("-") ? "-- " + of(text) : of(text);
    }

    /// The format of printf(1) that prints exactly these bytes, in quotes.
    static String format(byte[] bytes) {
        var format = new StringBuilder("'");
        for (int i = 0; i < bytes.length; i++) {
            append(format, bytes[i] & 0xFF, i == 0);
        }
        return format.append('\'').toString();
    }

    /// For a comment: one line, and nothing that a terminal would obey.
    static String harmless(String text) {
        if (isShown(text)) {
            return text;
        }
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> safe.appendCodePoint(c == '\n' ? ' ' : isShown(c) ? c : '?'));
        return safe.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isShown(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!isShown(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || PLAIN.indexOf(c) >= 0;
    }

    private static boolean isShown(int c) {
        return c >= ' ' && c < 0x7F || c >= 0xA0 && switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED, Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /// By printf(1), except for line breaks at the end: the shell would take them away.
    private static String substituted(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        String breaks = end == text.length() ? "" : "'" + text.substring(end) + "'";
        return end == 0 ? breaks : "\"$(printf " + format(KernelText.bytes(text.substring(0, end))) + ")\"" + breaks;
    }

    private static void append(StringBuilder format, int b, boolean isFirst) {
        switch (b) {
            case '\n' -> format.append("\\n");
            case '\t' -> format.append("\\t");
            case '\\' -> format.append("\\\\");
            case '%' -> format.append("%%");
            default -> {
                if (b < ' ' || b > '~' || b == '\'' || b == '-' && isFirst) {
                    format.append('\\').append((char) ('0' + (b >> 6))).append((char) ('0' + (b >> 3 & 7))).append((char) ('0' + (b & 7)));
                } else {
                    format.append((char) b);
                }
            }
        }
    }
}
