package learnc.runtime.trace;

import java.nio.charset.StandardCharsets;

/// The ids of containers and layers, 64 digits each, drown the words around them; twelve digits are enough for a person.
public final class LongNames {

    static final int WHOLE = 64;
    static final int SHORT = 12;

    private LongNames() {
    }

    /// The same text, with every run of exactly 64 hexadecimal digits cut to twelve and `…`.
    public static String shortened(String text) {
        // A byte for each character; what is not Latin becomes `?`, which is no digit either.
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
        int next = next(latin, 0);
        if (next < 0) {
            return text;
        }
        var shorter = new StringBuilder(text.length());
        int copied = 0;
        for (; next >= 0; next = next(latin, copied)) {
            shorter.append(text, copied, next + SHORT).append('…');
            copied = next + WHOLE;
        }
        return shorter.append(text, copied, text.length()).toString();
    }

    /// Where the next run of exactly 64 hexadecimal digits begins; -1 when there is none.
    static int next(byte[] text, int from) {
        // A run of 64 covers one of these places, wherever it begins.
        for (int at = from + WHOLE - 1; at < text.length; at += WHOLE) {
            if (isDigit(text[at])) {
                int start = start(text, at, from);
                at = end(text, at);
                if (at - start == WHOLE) {
                    return start;
                }
            }
        }
        return -1;
    }

    private static int start(byte[] text, int inside, int from) {
        int start = inside;
        while (start > from && isDigit(text[start - 1])) {
            start--;
        }
        return start;
    }

    private static int end(byte[] text, int inside) {
        int end = inside;
        while (end < text.length && isDigit(text[end])) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }
}
