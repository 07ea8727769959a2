package learnc.runtime.trace;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// Lines of a file that may be anything: a line without an end cannot fill the memory.
public final class BoundedLines {

    private static final int LONGEST_BYTES = 8 << 20;

    private final InputStream in;

    /// @param in the caller closes it
    public BoundedLines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /// The next line without its end, cut after 8 MB; null at the end of the file.
    public byte[] next() throws IOException {
        var line = new ByteArrayOutputStream(512);
        int b = in.read();
        if (b < 0) {
            return null;
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() < LONGEST_BYTES) {
                line.write(b);
            }
        }
        return line.toByteArray();
    }
}
