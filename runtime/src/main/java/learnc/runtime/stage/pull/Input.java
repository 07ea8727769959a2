package learnc.runtime.stage.pull;

import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;

import java.io.InputStream;

import learnc.runtime.kernel.Kernel;

/// A file, read through the door, as the stream that Java's libraries take.
final class Input extends InputStream {

    private static final int CHUNK_BYTES = 128 * 1024;
    private static final int SEEK_CUR = 1;

    private final Kernel kernel;
    private final int file;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int next;
    private int end;

    Input(Kernel kernel, int directory, String path) {
        this.kernel = kernel;
        file = kernel.openat(directory, path, O_RDONLY | O_CLOEXEC, 0);
    }

    @Override
    public int read() {
        return isAtEnd() ? -1 : chunk[next++] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int count = Math.min(length, end - next);
        System.arraycopy(chunk, next, into, from, count);
        next += count;
        return count;
    }

    /// Passes over bytes without reading them.
    @Override
    public long skip(long count) {
        long inChunk = Math.min(Math.max(count, 0), end - next);
        next += (int) inChunk;
        if (count > inChunk) {
            kernel.lseek(file, count - inChunk, SEEK_CUR);
        }
        return Math.max(count, 0);
    }

    @Override
    public int available() {
        return end - next;
    }

    private boolean isAtEnd() {
        if (next == end) {
            next = 0;
            end = kernel.read(file, chunk);
        }
        return end == 0;
    }

    @Override
    public void close() {
        kernel.close(file);
    }
}
