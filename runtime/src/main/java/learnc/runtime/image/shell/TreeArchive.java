package learnc.runtime.image.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import learnc.runtime.image.BlobWriter;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Writes a tree as a layer: a tar archive in which nothing depends on when or where it was written. Everything belongs to
/// root, and every time is the first second of 1970.
final class TreeArchive {

    private final TarArchiveOutputStream tar;

    private TreeArchive(OutputStream output) {
        tar = new TarArchiveOutputStream(output, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    /// Writes the whole tree.
    static void write(FileTree tree, BlobWriter blob) {
        try {
            var archive = new TreeArchive(new BlobStream(blob));
            archive.add("./", TarConstants.LF_DIR, 0755, "", new byte[0]);
            for (Map.Entry<String, FileTree.Node> entry : tree.nodes().entrySet()) {
                archive.add(entry.getKey().substring(1), entry.getValue());
            }
            archive.tar.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void add(String name, FileTree.Node node) throws IOException {
        switch (node) {
            case FileTree.Node.Directory(int mode) -> add(name + "/", TarConstants.LF_DIR, mode, "", new byte[0]);
            case FileTree.Node.Symlink(String target) -> add(name, TarConstants.LF_SYMLINK, 0777, target, new byte[0]);
            case FileTree.Node.File(byte[] content, int mode) -> add(name, TarConstants.LF_NORMAL, mode, "", content);
        }
    }

    private void add(String name, byte kind, int mode, String target, byte[] content) throws IOException {
        var entry = new TarArchiveEntry(name, kind);
        entry.setMode(mode);
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        entry.setModTime(0);
        entry.setLinkName(target);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /// What Java's libraries can write to.
    private static final class BlobStream extends OutputStream {
        private final BlobWriter blob;

        BlobStream(BlobWriter blob) {
            this.blob = blob;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] content, int from, int length) {
            blob.write(content, from, length);
        }
    }
}
