package learnc.runtime.stage.unpack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Writes a layer's archive, well-behaved or not.
final class TestLayer {

    /// 2001-09-09 01:46:40 UTC.
    static final long MTIME = 1_000_000_000L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name());

    TestLayer() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    TestLayer file(String name, String content) {
        return entry(name, TarConstants.LF_NORMAL, content.getBytes(StandardCharsets.UTF_8), entry -> { });
    }

    TestLayer folder(String name) {
        return entry(name, TarConstants.LF_DIR, new byte[0], entry -> entry.setMode(0755));
    }

    TestLayer symlink(String name, String target) {
        return entry(name, TarConstants.LF_SYMLINK, new byte[0], entry -> entry.setLinkName(target));
    }

    TestLayer hardLink(String name, String target) {
        return entry(name, TarConstants.LF_LINK, new byte[0], entry -> entry.setLinkName(target));
    }

    /// An entry of any kind; `more` says what is special about it.
    TestLayer entry(String name, byte kind, byte[] content, Consumer<TarArchiveEntry> more) {
        var entry = new TarArchiveEntry(name, kind, true);
        entry.setMode(0644);
        entry.setModTime(MTIME * 1000);
        entry.setSize(content.length);
        more.accept(entry);
        try {
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return this;
    }

    /// Extended headers for the next entry, as they are written in the archive; `KEY=VALUE` each.
    TestLayer pax(String... records) {
        var text = new ByteArrayOutputStream();
        for (String record : records) {
            text.writeBytes(record(record.getBytes(StandardCharsets.UTF_8)));
        }
        return pax(text.toByteArray());
    }

    /// Extended headers for the next entry, made by [#record].
    TestLayer pax(byte[] records) {
        return entry("./PaxHeaders/x", TarConstants.LF_PAX_EXTENDED_HEADER_LC, records, entry -> { });
    }

    /// One record: its length, which counts itself, a space, the text, a line's end.
    static byte[] record(byte[] text) {
        int length = text.length + 3;
        while (Integer.toString(length).length() + text.length + 2 != length) {
            length++;
        }
        var record = new ByteArrayOutputStream();
        record.writeBytes((length + " ").getBytes(StandardCharsets.UTF_8));
        record.writeBytes(text);
        record.write('\n');
        return record.toByteArray();
    }

    byte[] plain() {
        try {
            tar.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
