package learnc.runtime.stage.unpack;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;

/// Writes the content of files. A sparse file stays sparse: stretches of zeros become holes, which take no room.
final class FileContent {

    private static final int CHUNK_BYTES = 128 * 1024;
    private static final int FROM_HERE = 1;

    private final Kernel host;
    private final byte[] chunk = new byte[CHUNK_BYTES];

    FileContent(Kernel host) {
        this.host = host;
    }

    /// Takes the content of one entry from the archive.
    ///
    /// @throws IOException when the archive ends before
    @Why(call = "ftruncate", value = "Sets the length of a sparse file, because a hole at its end writes nothing.",
            without = "The file would be too short.")
    void write(int file, Entry entry, InputStream content) throws IOException {
        long left = entry.sizeBytes();
        while (left > 0) {
            int count = content.readNBytes(chunk, 0, (int) Math.min(left, CHUNK_BYTES));
            if (count == 0) {
                throw new EOFException("the archive ends in the middle of '" + entry.path() + "'");
            }
            put(file, count, entry.isSparse());
            left -= count;
        }
        if (entry.isSparse()) {
            host.ftruncate(file, entry.sizeBytes());
        }
    }

    @Why(call = "write", value = "Writes a piece of a file of the layer.", without = "The file would be empty or cut off.")
    @Why(call = "lseek", value = "Leaves out a stretch of zeros: a hole, which takes no room on the disk.",
            without = "A sparse file would take all the room that it seems to have.")
    @Refused(errno = Errno.ENOSPC, call = "write", because = "the disk is full",
            remedy = "`learnc rmi` of images that you do not need, or a larger disk for --root")
    private void put(int file, int count, boolean mayBeHole) {
        if (mayBeHole && isZero(count)) {
            host.lseek(file, count, FROM_HERE);
        } else {
            WholeFile.writeAll(host, file, chunk, count);
        }
    }

    private boolean isZero(int count) {
        for (int i = 0; i < count; i++) {
            if (chunk[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
