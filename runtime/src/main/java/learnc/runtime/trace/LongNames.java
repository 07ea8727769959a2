package learnc.runtime.trace;

/// The ids of containers and layers, 64 digits each, drown the words around them; twelve digits are enough for a person.
public final class LongNames {

    static final int WHOLE = 64;
    static final int SHORT = 12;

    private LongNames() {
    }

    /// The same text, with every run of exactly 64 hexadecimal digits cut to twelve and `…`.
    public static String shortened(String text) {
        int next = next(text, 0);
        if (next < 0) {
            return text;
        }
        var shorter = new StringBuilder(text.length());
        int copied = 0;
        for (; next >= 0; next = next(text, copied)) {
            shorter.append(text, copied, next + SHORT).append('…');
            copied = next + WHOLE;
        }
        return shorter.append(text, copied, text.length()).toString();
    }

    /// Where the next run of exactly 64 hexadecimal digits begins; -1 when there is none.
    static int next(String text, int from) {
        // A run of 64 covers one of these places, wherever it begins.
        for (int at = from + WHOLE - 1; at < text.length(); at += WHOLE) {
            if (isDigit(text.charAt(at))) {
                int start = start(text, at, from);
                at = end(text, at);
                if (at - start == WHOLE) {
                    return start;
                }
            }
        }
        return -1;
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
