package learnc.runtime.trace;

/// The ids of containers and layers, 64 digits each, drown the words around them; twelve digits are enough for a person.
public final class LongNames {

    private static final int WHOLE = 64;
    private static final int SHORT = 12;

    private LongNames() {
    }

    /// The same text, with every run of exactly 64 hexadecimal digits cut to twelve and `…`.
    public static String shortened(String text) {
        StringBuilder shorter = null;
        int copied = 0;
        // A run of 64 covers one of these places, wherever it begins.
        for (int at = WHOLE - 1; at < text.length(); at += WHOLE) {
            if (!isDigit(text.charAt(at))) {
                continue;
            }
            int start = start(text, at, copied);
            int end = end(text, at);
            if (end - start == WHOLE) {
                shorter = shorter == null ? new StringBuilder(text.length()) : shorter;
                shorter.append(text, copied, start + SHORT).append('…');
                copied = end;
            }
            at += (end - at) / WHOLE * WHOLE;
        }
        return shorter == null ? text : shorter.append(text, copied, text.length()).toString();
    }

    private static int start(String text, int inside, int from) {
        int start = inside;
        while (start > from && isDigit(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static int end(String text, int inside) {
        int end = inside;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }
}
