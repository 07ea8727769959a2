package learnc.runtime.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Strings as Linux has them: bytes without a zero, usually UTF-8, but nobody checks.
///
/// A byte that is not part of valid UTF-8 becomes one lone surrogate (U+DC80 to U+DCFF) and comes back as the same byte,
/// so that every file name survives the way through a Java `String`. (The idea is Python's PEP 383.)
public final class KernelText {

    private static final char ESCAPE = '\uDC00';

    private KernelText() {
    }

    /// The bytes that the kernel gets for `text`, without the ending zero.
    ///
    /// @throws IllegalArgumentException when `text` holds a zero character: C would end the string there
    public static byte[] bytes(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a string for the kernel cannot hold a zero byte: " + text.replace('\0', '?'));
        }
        return hasEscapes(text) ? unescaped(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    /// The text of bytes that came from the kernel, up to the first zero or all of them.
    public static String text(byte[] bytes) {
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return text(bytes, 0, length);
    }

    /// The text of `length` bytes.
    public static String text(byte[] bytes, int from, int length) {
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : escaped(bytes, from, length);
    }

    private static boolean hasEscapes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isEscape(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEscape(String text, int at) {
        char c = text.charAt(at);
        return c >= '\uDC80' && c <= '\uDCFF' && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    private static byte[] unescaped(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); ) {
            if (isEscape(text, i)) {
                bytes.write(text.charAt(i++) - ESCAPE);
            } else {
                int character = text.codePointAt(i);
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(character);
            }
        }
        return bytes.toByteArray();
    }

    private static String escaped(byte[] bytes, int from, int length) {
        var text = new StringBuilder(length);
        for (int at = from; at < from + length; ) {
            int width = validWidth(bytes, at, from + length);
            if (width == 0) {
                text.append((char) (ESCAPE + (bytes[at++] & 0xFF)));
            } else {
                text.append(new String(bytes, at, width, StandardCharsets.UTF_8));
                at += width;
            }
        }
        return text.toString();
    }

    private static int validWidth(byte[] bytes, int at, int end) {
        for (int width = 1; width <= 4 && at + width <= end; width++) {
            String one = new String(bytes, at, width, StandardCharsets.UTF_8);
            byte[] back = one.getBytes(StandardCharsets.UTF_8);
            if (one.codePointCount(0, one.length()) == 1 && Arrays.equals(back, 0, back.length, bytes, at, at + width)) {
                return width;
            }
        }
        return 0;
    }
}
