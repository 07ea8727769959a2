package learnc.runtime.stage.unpack;

import java.io.IOException;

/// How much a layer may become. A few megabytes of well-chosen archive can hold terabytes of zeros, or a billion empty files.
///
/// A layer may grow to a hundred times its packed length, and in any case to 1 GiB (real layers grow to two to ten times),
/// may hold a million entries, and may not fill the disk.
final class Bounds {

    static final long ALWAYS_ALLOWED_BYTES = 1L << 30;
    static final int HIGHEST_RATIO = 100;
    static final int MOST_ENTRIES = 1_000_000;
    private static final long LEFT_FREE_BYTES = 64L << 20;

    private final long packedBytes;
    private final long mostBytes;
    private final long freeBytes;
    private long contentBytes;
    private long streamBytes;
    private int entries;

    /// @param packedBytes length of the archive as it is stored
    /// @param freeBytes   what the disk has left
    Bounds(long packedBytes, long freeBytes) {
        this.packedBytes = packedBytes;
        this.mostBytes = Math.max(ALWAYS_ALLOWED_BYTES, packedBytes * HIGHEST_RATIO);
        this.freeBytes = freeBytes;
    }

    /// An entry is about to be made.
    ///
    /// @throws IOException when it would be too much
    void admit(Entry entry) throws IOException {
        if (++entries > MOST_ENTRIES) {
            throw new IOException("it has more than " + MOST_ENTRIES + " entries");
        }
        contentBytes += entry.sizeBytes();
        check(contentBytes);
    }

    /// That many bytes of archive have come out of the decompressor.
    void passed(int bytes) throws IOException {
        streamBytes += bytes;
        check(streamBytes);
    }

    private void check(long bytes) throws IOException {
        if (bytes > mostBytes || bytes < 0) {
            throw new IOException("its " + packedBytes + " packed bytes unpack to more than " + mostBytes
                    + " (at most 1 GiB or " + HIGHEST_RATIO + " times the packed length is accepted)");
        }
        if (bytes > freeBytes - LEFT_FREE_BYTES) {
            throw new IOException("it does not fit on the disk: only " + freeBytes + " bytes are free, and 64 MiB of them stay free");
        }
    }
}
