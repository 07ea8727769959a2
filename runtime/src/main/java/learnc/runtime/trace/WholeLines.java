package learnc.runtime.trace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Collects lines, and hands on only whole ones: whoever reads the file while it grows, or after learnc was killed, finds no
/// half event.
final class WholeLines {

    private static final int FULL_BYTES = 64 * 1024;
    private static final long OLD_NANOSECONDS = 200_000_000;

    private final OutputStream out;
    private final boolean atOnce;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream(FULL_BYTES + 4096);
    private long lastFlush = System.nanoTime();

    /// @param atOnce whether somebody is looking, so that each line must appear at once
    WholeLines(OutputStream out, boolean atOnce) {
        this.out = out;
        this.atOnce = atOnce;
    }

    /// Adds text that ends with a line break.
    void add(CharSequence lines) throws IOException {
        add(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Adds UTF-8 that ends with a line break.
    void add(byte[] lines) throws IOException {
        add(lines, lines.length);
    }

    /// Adds the first `length` bytes, UTF-8 that ends with a line break.
    void add(byte[] lines, int length) throws IOException {
        waiting.write(lines, 0, length);
        if (atOnce || waiting.size() >= FULL_BYTES || System.nanoTime() - lastFlush > OLD_NANOSECONDS) {
            flush();
        }
    }

    void flush() throws IOException {
        lastFlush = System.nanoTime();
        if (waiting.size() > 0) {
            byte[] lines = waiting.toByteArray();
            waiting.reset();
            out.write(lines);
            out.flush();
        }
    }
}
