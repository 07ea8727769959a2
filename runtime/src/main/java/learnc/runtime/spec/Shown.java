package learnc.runtime.spec;

/// Text from outside, made fit for a terminal: no control characters, no endless lines.
public final class Shown {

    private static final int LONGEST = 160;

    private Shown() {
    }

    /// Lines with `?` for each control character but line breaks and tabs: a name in an image, told in a message, must not
    /// steer the terminal.
    public static String lines(String text) {
        var shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '?' : c);
        }
        return shown.toString();
    }

    /// The text with `?` for each control character, cut after 160 characters.
    public static String shortened(String text) {
        int length = Math.min(text.length(), LONGEST);
        var shown = new StringBuilder(length + 1);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) ? '?' : c);
        }
        return text.length() > LONGEST ? shown.append('…').toString() : shown.toString();
    }
}
