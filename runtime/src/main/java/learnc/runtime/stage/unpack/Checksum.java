package learnc.runtime.stage.unpack;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Digest;

/// The uncompressed archive on its way to the reader: counted, and summed up for its diff id.
final class Checksum extends FilterInputStream {

    private final MessageDigest hash;
    private final Bounds bounds;

    Checksum(InputStream archive, MessageDigest hash, Bounds bounds) {
        super(archive);
        this.hash = hash;
        this.bounds = bounds;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    @Why(call = "read", value = "Reads the next piece of the layer's archive, and sums it up for the checksum on the way.",
            without = "The layer would be empty, or nobody would know whether it is the one that the image names.")
    public int read(byte[] into, int from, int length) throws IOException {
        int count = super.read(into, from, length);
        if (count > 0) {
            bounds.passed(count);
            hash.update(into, from, count);
        }
        return count;
    }

    /// Reading is the only way past these bytes: they count for the checksum.
    @Override
    public long skip(long length) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(length, 1 << 16)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /// Reads what stands behind the end of the archive, and compares.
    ///
    /// @throws IOException when it is not the archive that the image names
    void verify(Digest expected) throws IOException {
        var rest = new byte[1 << 16];
        while (read(rest) >= 0) {
            // only the checksum wants them
        }
        String found = HexFormat.of().formatHex(hash.digest());
        if (!found.equals(expected.hex())) {
            throw new IOException("its checksum is " + expected.algorithm() + ":" + found + ", and the image promises " + expected);
        }
    }
}
