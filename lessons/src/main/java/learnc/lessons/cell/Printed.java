package learnc.lessons.cell;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// What cells print, up to a bound for both streams together: kept, and told at once.
final class Printed {

    private final StringBuilder kept = new StringBuilder();
    private CellListener listener = CellListener.NONE;
    private long room;
    private long leftOut;

    /// Forgets everything, and tells another one from now on.
    synchronized void begin(CellListener next) {
        kept.setLength(0);
        listener = next;
        room = Cells.MOST_OUTPUT;
        leftOut = 0;
    }

    synchronized String text() {
        return kept + (leftOut == 0 ? "" : remark());
    }

    /// Says at the end how much is missing.
    synchronized void end() {
        if (leftOut > 0) {
            listener.printed(true, remark());
        }
    }

    private String remark() {
        return "\n… and " + leftOut + " bytes more";
    }

    /// More was printed than was sent here.
    synchronized void leaveOut(long bytes) {
        leftOut += bytes;
    }

    private synchronized void take(boolean isError, String text, int bytes) {
        if (room < bytes) {
            leftOut += bytes;
            room = 0;
            return;
        }
        room -= bytes;
        kept.append(text);
        listener.printed(isError, text);
    }

    /// One of the two streams. A character may arrive in two pieces.
    PrintStream stream(boolean isError) {
        return new PrintStream(new Decoding(isError), true, StandardCharsets.UTF_8);
    }

    private final class Decoding extends OutputStream {

        private static final int LONGEST_CHARACTER = 4;

        private final boolean isError;
        private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
        private byte[] rest = {};

        Decoding(boolean isError) {
            this.isError = isError;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            ByteBuffer in = ByteBuffer.allocate(rest.length + length).put(rest).put(bytes, from, length).flip();
            CharBuffer out = CharBuffer.allocate(in.remaining() + LONGEST_CHARACTER);
            decoder.decode(in, out, false);
            rest = new byte[in.remaining()];
            in.get(rest);
            take(isError, out.flip().toString(), length);
        }
    }
}
