package learnc.runtime.stage.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import learnc.runtime.kernel.KernelInput;
import learnc.runtime.kernel.Why;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/// How an archive is packed. The first bytes tell, because media types are sometimes wrong.
enum Compression {
    /// RFC 1952; an archive may be several such parts behind each other.
    GZIP(0x1F, 0x8B) {
        @Override
        InputStream unpacked(InputStream packed) throws IOException {
            return new GZIPInputStream(packed, BUFFER_BYTES);
        }
    },
    /// RFC 8878.
    ZSTD(0x28, 0xB5, 0x2F, 0xFD) {
        @Override
        InputStream unpacked(InputStream packed) throws IOException {
            return new ZstdCompressorInputStream(packed);
        }
    },
    /// As it is.
    NONE {
        @Override
        InputStream unpacked(InputStream packed) {
            return packed;
        }
    };

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int LONGEST_MAGIC = 4;

    private final int[] magic;

    Compression(int... magic) {
        this.magic = magic;
    }

    /// The archive behind whatever packing it has.
    @Why(value = "Looks at the first bytes of the archive: they tell how it is compressed.",
            without = "A compressed archive would be read as if it were plain, and be taken for damaged.")
    static InputStream unpacked(KernelInput packed) throws IOException {
        return of(packed.peek(LONGEST_MAGIC)).unpacked((InputStream) packed);
    }

    static Compression of(byte[] start) {
        for (Compression compression : values()) {
            if (compression.begins(start)) {
                return compression;
            }
        }
        return NONE;
    }

    abstract InputStream unpacked(InputStream packed) throws IOException;

    private boolean begins(byte[] start) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= start.length || (start[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
