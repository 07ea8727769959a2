package learnc.runtime.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Lines of a trace while they are put together, in the bytes in which they are written (UTF-8). A `StringBuilder` would hold
/// every character in two bytes as soon as one `…` is among them, and turn them back one by one.
final class Line {

    private static final byte[] ELLIPSIS = "…".getBytes(StandardCharsets.UTF_8);

    private byte[] bytes = new byte[1024];
    private int length;

    /// How many bytes there are; as many as columns, as long as all of it is ASCII.
    int length() {
        return length;
    }

    Line append(String text) {
        return append(text, 0, text.length());
    }

    private Line append(String text, int from, int to) {
        makeRoom(to - from);
        int end = length;
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (c >= 0x80) {
                return append(text.substring(from, to).getBytes(StandardCharsets.UTF_8));
            }
            bytes[end++] = (byte) c;
        }
        length = end;
        return this;
    }

    /// Text that is UTF-8 already.
    Line append(byte[] more) {
        makeRoom(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    /// @param c ASCII
    Line append(char c) {
        makeRoom(1);
        bytes[length++] = (byte) c;
        return this;
    }

    Line append(long number) {
        return append(Long.toString(number));
    }

    /// The text with every id of 64 digits cut to twelve ([LongNames]).
    Line appendShortened(String text) {
        int copied = 0;
        for (int at = LongNames.next(text, 0); at >= 0; at = LongNames.next(text, copied)) {
            append(text, copied, at + LongNames.SHORT).append(ELLIPSIS);
            copied = at + LongNames.WHOLE;
        }
        return append(text, copied, text.length());
    }

    /// Spaces.
    ///
    /// @param count nothing happens when it is negative
    Line spaces(int count) {
        if (count > 0) {
            makeRoom(count);
            Arrays.fill(bytes, length, length + count, (byte) ' ');
            length += count;
        }
        return this;
    }

    /// Takes the last bytes away.
    void shorten(int count) {
        length -= count;
    }

    private void makeRoom(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + count));
        }
    }

    /// Hands all of it on, and is empty.
    void moveTo(WholeLines lines) throws IOException {
        lines.add(bytes, length);
        length = 0;
    }

    /// The same without a character beyond ASCII.
    void moveAsAsciiTo(WholeLines lines) throws IOException {
        var line = new StringBuilder(new String(bytes, 0, length, StandardCharsets.UTF_8));
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) > 0x7E) {
                line.setCharAt(i, line.charAt(i) == '…' ? '~' : '?');
            }
        }
        lines.add(line);
        length = 0;
    }
}
