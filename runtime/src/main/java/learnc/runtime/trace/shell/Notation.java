package learnc.runtime.trace.shell;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.KernelText;

/// Reads the notation of strace(1) back: strings, lists, structs and descriptors, as [learnc.runtime.kernel.Decoders] writes them.
/// The text may come from anywhere; what is not understood gives nothing, never an exception.
final class Notation {

    private static final String ESCAPES = "nrtfv";
    private static final String ESCAPED = "\n\r\t\f\u000B";

    private Notation() {
    }

    /// The text of `"…"`; null for `NULL` and for everything else.
    static String string(String quoted) {
        byte[] bytes = bytes(quoted);
        return bytes == null ? null : KernelText.text(bytes, 0, bytes.length);
    }

    /// The bytes of `"…"`, or null.
    static byte[] bytes(String quoted) {
        int end = quoted.startsWith("\"") ? closing(quoted, 0) : -1;
        if (end < 0) {
            return null;
        }
        var bytes = new ByteArrayOutputStream(quoted.length());
        for (int at = 1; at < end; ) {
            at = quoted.charAt(at) == '\\' ? escape(quoted, at + 1, bytes) : plain(quoted, at, bytes);
        }
        return bytes.toByteArray();
    }

    private static int plain(String quoted, int at, ByteArrayOutputStream bytes) {
        int c = quoted.codePointAt(at);
        bytes.writeBytes(Character.toString(c).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return at + Character.charCount(c);
    }

    private static int escape(String quoted, int at, ByteArrayOutputStream bytes) {
        int known = ESCAPES.indexOf(quoted.charAt(at));
        if (known >= 0 || !isOctal(quoted.charAt(at))) {
            bytes.write(known >= 0 ? ESCAPED.charAt(known) : quoted.charAt(at));
            return at + 1;
        }
        int value = 0;
        int end = at;
        for (; end < at + 3 && isOctal(quoted.charAt(end)); end++) {
            value = value << 3 | quoted.charAt(end) - '0';
        }
        bytes.write(value);
        return end;
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }

    /// Whether strace's `...` says that the string goes on.
    static boolean isCut(String quoted) {
        return quoted.endsWith("\"...");
    }

    /// The pieces of `[a, b]`, of `{a=1, b=2}` or of `a, b`: separated by `, ` outside of strings and inner brackets.
    static List<String> pieces(String list) {
        String inner = isBracketed(list) ? list.substring(1, list.length() - 1) : list;
        var pieces = new ArrayList<String>();
        int start = 0;
        int depth = 0;
        for (int at = 0; at < inner.length(); at++) {
            char c = inner.charAt(at);
            if (c == '"') {
                int end = closing(inner, at);
                at = end < 0 ? inner.length() : end;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            } else if (c == ',' && depth == 0) {
                pieces.add(inner.substring(start, at).strip());
                start = at + 1;
            }
        }
        if (!inner.substring(start).isBlank()) {
            pieces.add(inner.substring(start).strip());
        }
        return pieces;
    }

    private static boolean isBracketed(String list) {
        return list.startsWith("[") && list.endsWith("]") || list.startsWith("{") && list.endsWith("}");
    }

    private static int closing(String text, int from) {
        for (int at = from + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == '"') {
                return at;
            }
        }
        return -1;
    }

    /// The value of a field of `{a=1, b=2}`; empty when it has none of that name.
    static String field(String struct, String name) {
        for (String piece : pieces(struct)) {
            if (piece.startsWith(name + "=")) {
                return piece.substring(name.length() + 1);
            }
        }
        return "";
    }

    /// The name in `5<name>`; empty when there is none.
    static String descriptorName(String descriptor) {
        int start = descriptor.indexOf('<');
        return start < 0 || !descriptor.endsWith(">") ? "" : descriptor.substring(start + 1, descriptor.length() - 1).replace("\\74", "<").replace("\\76", ">");
    }

    /// The number in `5<name>` or `5`; −1 when there is none.
    static int descriptor(String descriptor) {
        int end = descriptor.indexOf('<');
        return (int) number(end < 0 ? descriptor : descriptor.substring(0, end), -1);
    }

    /// A decimal, octal (`017`) or hexadecimal (`0x1f`) number.
    static long number(String text, long otherwise) {
        try {
            return Long.decode(text);
        } catch (NumberFormatException none) {
            return otherwise;
        }
    }
}
