package learnc.runtime.stage.unpack;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;

import java.io.InputStream;
import learnc.runtime.kernel.Kernel;

/// A file, read through the door, as the stream that Java's decompressors take.
final class KernelInput extends InputStream {

    private static final int CHUNK_BYTES = 128 * 1024;

    private final Kernel kernel;
    private final int file;
    private boolean isClosed;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int next;
    private int end;

    KernelInput(Kernel kernel, String path) {
        this.kernel = kernel;
        this.file = kernel.openat(AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
    }

    @Override
    public int read() {
        return isExhausted() ? -1 : chunk[next++] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (length == 0) {
            return 0;
        }
        if (isExhausted()) {
            return -1;
        }
        int count = Math.min(length, end - next);
        System.arraycopy(chunk, next, into, from, count);
        next += count;
        return count;
    }

    /// What can be had without asking the kernel; so a decompressor knows that another part follows.
    @Override
    public int available() {
        return isExhausted() ? 0 : end - next;
    }

    /// The first bytes, which stay to be read.
    byte[] peek(int length) {
        available();
        return java.util.Arrays.copyOfRange(chunk, next, Math.min(end, next + length));
    }

    private boolean isExhausted() {
        if (next == end) {
            next = 0;
            end = kernel.read(file, chunk);
        }
        return end == 0;
    }

    /// Closes the file, once: decompressors close what they read from, zstd's even a second time when it is thrown away, and
    /// by then the number may belong to another file.
    @Override
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            kernel.close(file);
        }
    }
}
