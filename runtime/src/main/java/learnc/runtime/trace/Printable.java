package learnc.runtime.trace;

/// Text that is safe to show. A trace may come from anywhere, and a terminal obeys what it is shown: control characters,
/// invisible characters and those that turn the direction of writing around appear as `\x1b` or `\u202e`.
public final class Printable {

    private Printable() {
    }

    /// The text, or a copy of it with everything harmful spelled out.
    public static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isHarmless(text.charAt(i))) {
                return spelledOut(text);
            }
        }
        return text;
    }

    private static boolean isHarmless(char c) {
        return c >= ' ' && c < 0x7F || c >= 0xA0 && isShown(c);
    }

    private static boolean isShown(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String spelledOut(String text) {
        var safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmless(c)) {
                safe.append(c);
            } else {
                append(safe, c);
            }
        }
        return safe.toString();
    }

    private static void append(StringBuilder safe, char c) {
        String digits = Integer.toHexString(c);
        safe.append(c < 0x100 ? "\\x" : "\\u").append("0000", 0, (c < 0x100 ? 2 : 4) - digits.length()).append(digits);
    }
}
