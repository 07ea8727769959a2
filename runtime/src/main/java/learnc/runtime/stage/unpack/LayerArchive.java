package learnc.runtime.stage.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import learnc.runtime.kernel.KernelText;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// A layer's archive, entry by entry: tar(5) in all the dialects that images use (ustar, pax, GNU), read by commons-compress.
///
/// After [#next()] the stream itself is the content of the entry.
final class LayerArchive extends TarArchiveInputStream {

    private static final int BLOCK_BYTES = 10240;
    private static final int RECORD_BYTES = 512;
    private static final int MOST_HEADERS = 16;
    private static final int PERMISSIONS = 07777;

    private final PaxRecords pax = new PaxRecords();
    private TarArchiveEntry header;
    private int headers;

    /// @param archive uncompressed. Names are taken as bytes (which is what ISO 8859-1 does).
    LayerArchive(InputStream archive) {
        super(archive, BLOCK_BYTES, RECORD_BYTES, StandardCharsets.ISO_8859_1.name(), false);
    }

    /// The next entry; null at the end.
    ///
    /// @throws IOException when the archive is cut off, no tar, or hostile
    Entry next() throws IOException {
        pax.clear();
        headers = 0;
        TarArchiveEntry entry = getNextEntry();
        if (entry == null) {
            return null;
        }
        pax.read();
        return entry(entry);
    }

    /// Everything that is read passes here, so the bytes of extended headers are seen before they become text.
    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count = super.read(into, from, length);
        TarArchiveEntry current = getCurrentEntry();
        if (current != null && isHeader(current)) {
            countHeader(current);
            if (current.isPaxHeader() && count > 0) {
                pax.add(into, from, count);
            }
        }
        return count;
    }

    /// Reading a header that belongs to a header is recursive in commons-compress: a chain of thousands would exhaust the stack.
    private void countHeader(TarArchiveEntry current) throws IOException {
        if (current != header) {
            header = current;
            headers++;
        }
        if (headers > MOST_HEADERS) {
            throw new IOException("an entry has more than " + MOST_HEADERS + " headers");
        }
        if (current.getSize() > 1 << 20) {
            throw new IOException("an entry has a header of " + current.getSize() + " bytes");
        }
    }

    private static boolean isHeader(TarArchiveEntry entry) {
        return entry.isPaxHeader() || entry.isGlobalPaxHeader() || entry.isGNULongNameEntry() || entry.isGNULongLinkEntry();
    }

    private Entry entry(TarArchiveEntry entry) throws IOException {
        String path = LayerPath.plain(pax.text("GNU.sparse.name", pax.text("path", bytes(entry.getName()))));
        Entry.Kind kind = kind(entry);
        String link = pax.text("linkpath", bytes(entry.getLinkName()));
        Instant mtime = entry.getLastModifiedTime().toInstant();
        return new Entry(path, kind, kind == Entry.Kind.FILE ? size(entry) : 0, entry.isSparse(), entry.getMode() & PERMISSIONS,
                id(entry.getLongUserId()), id(entry.getLongGroupId()), mtime.getEpochSecond(), mtime.getNano(),
                device(entry.getDevMajor(), entry.getDevMinor()), kind == Entry.Kind.HARD_LINK ? LayerPath.plain(link) : link, pax.attributes());
    }

    private static Entry.Kind kind(TarArchiveEntry entry) throws IOException {
        if (entry.isLink()) {
            return Entry.Kind.HARD_LINK;
        } else if (entry.isSymbolicLink()) {
            return Entry.Kind.SYMLINK;
        } else if (entry.isCharacterDevice()) {
            return Entry.Kind.CHARACTER_DEVICE;
        } else if (entry.isBlockDevice()) {
            return Entry.Kind.BLOCK_DEVICE;
        } else if (entry.isFIFO()) {
            return Entry.Kind.FIFO;
        } else if (entry.isDirectory()) {
            return Entry.Kind.DIRECTORY;
        } else if (entry.isFile() || entry.isSparse()) {
            return Entry.Kind.FILE;
        }
        throw new IOException("'" + entry.getName() + "' is of an unknown kind: type " + (char) entry.getLinkFlag());
    }

    private static long size(TarArchiveEntry entry) throws IOException {
        long size = entry.isSparse() ? entry.getRealSize() : entry.getSize();
        if (size < 0) {
            throw new IOException("'" + entry.getName() + "' has a negative length");
        }
        return size;
    }

    /// Linux numbers users from 0 to 2³² − 2. commons-compress gives those above 2³¹ as negative when they stand in a plain header.
    private static int id(long id) throws IOException {
        if (id < Integer.MIN_VALUE || id == -1 || id >= 0xFFFFFFFFL) {
            throw new IOException("an entry belongs to user or group " + id + ", which Linux does not have");
        }
        return (int) id;
    }

    /// As the kernel takes it (`makedev` of the C library).
    private static long device(int major, int minor) {
        return minor & 0xFFL | (major & 0xFFFL) << 8 | (minor & ~0xFFL) << 12 | (major & ~0xFFFL) << 32;
    }

    /// A name from a plain header: each character is one byte.
    private static String bytes(String latin1) {
        byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return KernelText.text(bytes, 0, bytes.length);
    }
}
