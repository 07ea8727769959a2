package learnc.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import learnc.runtime.image.ImageStore;
import learnc.runtime.kernel.Architecture;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.ImageConfig;
import learnc.runtime.spec.ImageReference;
import learnc.runtime.spec.Layer;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Platform;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// An image of one static busybox, put straight into a store, so that a run needs neither a registry nor a network.
public final class BusyboxImage {

    /// What it is called.
    public static final String NAME = "test/busybox:1";

    private static final Path BUSYBOX = Path.of("/usr/bin/busybox");
    private static final List<String> FOLDERS = List.of("bin/", "dev/", "etc/", "proc/", "sys/", "tmp/");
    private static final List<String> COMMANDS = List.of("sh", "cat", "echo", "env", "false", "hostname", "id", "kill", "ls", "mount", "nc", "ping",
            "ps", "pwd", "sleep", "touch", "true", "tty", "wc");

    private BusyboxImage() {
    }

    /// Puts the image into the store of these places.
    public static void putInto(Places places) {
        byte[] archive = archive();
        put(places, NAME, archive, Digest.sha256(archive));
    }

    /// Puts an image whose layer is not what its configuration says.
    public static void putDamagedInto(Places places) {
        put(places, "test/damaged:1", archive(), Digest.sha256("something else".getBytes()));
    }

    private static void put(Places places, String name, byte[] archive, Digest diffId) {
        var store = new ImageStore(new Linux(UnaryOperator.identity()).host(), places);
        try (var _ = store.use()) {
            var layer = new Layer(store.put(archive), diffId, "application/vnd.oci.image.layer.v1.tar", archive.length);
            var config = new ImageConfig(List.of("FROM_IMAGE=yes"), List.of(), List.of("sh"), "", "", "", List.of(), List.of(), Map.of(),
                    new Platform("linux", Architecture.CURRENT.ociName(), ""));
            store.put(ImageReference.of(name), config, List.of(layer));
        }
    }

    private static byte[] archive() {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (String folder : FOLDERS) {
                add(tar, folder, TarConstants.LF_DIR, new byte[0], 0755, "");
            }
            add(tar, "bin/busybox", TarConstants.LF_NORMAL, Files.readAllBytes(BUSYBOX), 0755, "");
            add(tar, "bin/notes", TarConstants.LF_NORMAL, "no program".getBytes(), 0644, "");
            for (String command : COMMANDS) {
                add(tar, "bin/" + command, TarConstants.LF_SYMLINK, new byte[0], 0777, "busybox");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    private static void add(TarArchiveOutputStream tar, String name, byte kind, byte[] content, int mode, String target) throws IOException {
        var entry = new TarArchiveEntry(name, kind, true);
        entry.setMode(mode);
        entry.setLinkName(target);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
