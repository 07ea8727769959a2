package learnc.runtime.trace;

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
        byte[] more = text.getBytes(StandardCharsets.UTF_8);
        return append(more, 0, more.length);
    }

    /// @param c ASCII
    Line append(char c) {
        makeRoom(1);
        bytes[length++] = (byte) c;
        return this;
    }

    Line append(int number) {
        return append(Integer.toString(number));
    }

    /// The text with every id of 64 digits cut to twelve ([LongNames]).
    Line appendShortened(String text) {
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        if (all.length != text.length()) {
            return append(LongNames.shortened(text));
        }
        int copied = 0;
        for (int at = LongNames.next(text, 0); at >= 0; at = LongNames.next(text, copied)) {
            append(all, copied, at + LongNames.SHORT).append(ELLIPSIS, 0, ELLIPSIS.length);
            copied = at + LongNames.WHOLE;
        }
        return append(all, copied, all.length);
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

    private Line append(byte[] more, int from, int to) {
        makeRoom(to - from);
        System.arraycopy(more, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    private void makeRoom(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + count));
        }
    }

    /// Empties it.
    ///
    /// @return what was in it
    byte[] take() {
        byte[] all = Arrays.copyOf(bytes, length);
        length = 0;
        return all;
    }
}
