package learnc.runtime.trace;

/// The ids of containers and layers, 64 digits each, drown the words around them; twelve digits are enough for a person.
public final class LongNames {

    private static final int WHOLE = 64;
    private static final int SHORT = 12;

    private LongNames() {
    }

    /// The same text, with every run of exactly 64 hexadecimal digits cut to twelve and `…`.
    public static String shortened(String text) {
        if (text.length() < WHOLE) {
            return text;
        }
        var shorter = new StringBuilder(text.length());
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            boolean isName = end - start == WHOLE;
            shorter.append(text, start, isName ? start + SHORT : end).append(isName ? "…" : "");
            if (end < text.length()) {
                shorter.append(text.charAt(end++));
            }
            start = end;
        }
        return shorter.toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }
}
