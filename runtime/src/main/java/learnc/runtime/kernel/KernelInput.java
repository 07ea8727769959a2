package learnc.runtime.kernel;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;

import java.io.InputStream;
import java.util.Arrays;

/// A file, read through the door, as the stream that Java's libraries take.
public final class KernelInput extends InputStream {

    private static final int CHUNK_BYTES = 128 * 1024;
    private static final int SEEK_CUR = 1;

    private final Kernel kernel;
    private final int file;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int next;
    private int end;
    private boolean isClosed;

    /// Opens a file.
    @Why(call = "openat", value = "Opens the file to read it piece by piece: {}", without = "{}")
    public KernelInput(Kernel kernel, String path) {
        this(kernel, kernel.openat(AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0));
    }

    /// Reads an open file from where it stands, and closes it in the end.
    public KernelInput(Kernel kernel, int file) {
        this.kernel = kernel;
        this.file = file;
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

    /// Passes over bytes without reading them, also beyond the end.
    @Override
    public long skip(long count) {
        long inChunk = Math.min(Math.max(count, 0), end - next);
        next += (int) inChunk;
        if (count > inChunk) {
            kernel.lseek(file, count - inChunk, SEEK_CUR);
        }
        return Math.max(count, 0);
    }

    /// What can be had without asking the kernel twice: 0 only at the end, so a decompressor knows whether another part follows.
    @Override
    public int available() {
        return isExhausted() ? 0 : end - next;
    }

    /// The first bytes, which stay to be read.
    public byte[] peek(int length) {
        available();
        return Arrays.copyOfRange(chunk, next, Math.min(end, next + length));
    }

    @Why(call = "read", about = "\"\"", value = "Asks for more, because only an answer of 0 bytes says that the file ends here.",
            without = "What stands behind the first piece would be left unread.")
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
    @Why(call = "close", value = "Closes the file: everything that was wanted has been read.", without = "It would stay open until learnc ends.")
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            kernel.close(file);
        }
    }
}
