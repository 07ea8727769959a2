package learnc.runtime.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// A stream that others still need when a trace on it has ended: closing it is only a flush.
public final class LeftOpen extends FilterOutputStream {

    /// @param out is flushed, and never closed
    public LeftOpen(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
