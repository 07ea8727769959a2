package learnc.lessons.cell;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import learnc.lessons.kit.Display;

/// Reads what [learnc.lessons.kit.DisplayChannel] writes at the other end, in whatever pieces it arrives.
final class Displays extends OutputStream {

    private static final int MOST_BYTES = 64 << 20;

    /// Takes a display.
    interface Taker {
        void take(int kind, Display display);
    }

    private final Taker taker;
    private byte[] kept = new byte[1 << 10];
    private int length;

    Displays(Taker taker) {
        this.taker = taker;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /// What grows beyond all measure does not come from our channel: it is forgotten.
    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
        if (length + count > MOST_BYTES) {
            length = 0;
            return;
        }
        if (length + count > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(kept.length * 2, length + count));
        }
        System.arraycopy(bytes, from, kept, length, count);
        length += count;
        while (takeOne()) {
            // The next one may be there already.
        }
    }

    private boolean takeOne() {
        int type = length < 5 ? 0 : number(1);
        if (length < 9 || type < 0 || length - 9 < type) {
            return false;
        }
        int content = number(5 + type);
        if (content < 0 || length - 9 - type < content) {
            return false;
        }
        int end = 9 + type + content;
        var display = new Display(new String(kept, 5, type, StandardCharsets.UTF_8), new String(kept, 9 + type, content, StandardCharsets.UTF_8));
        int kind = kept[0];
        System.arraycopy(kept, end, kept, 0, length - end);
        length -= end;
        taker.take(kind, display);
        return true;
    }

    private int number(int at) {
        return (kept[at] & 0xff) << 24 | (kept[at + 1] & 0xff) << 16 | (kept[at + 2] & 0xff) << 8 | kept[at + 3] & 0xff;
    }
}
