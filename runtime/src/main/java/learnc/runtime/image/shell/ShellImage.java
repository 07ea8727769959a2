package learnc.runtime.image.shell;

import java.util.List;
import java.util.Map;
import learnc.runtime.image.BlobWriter;
import learnc.runtime.image.ImageStore;
import learnc.runtime.image.MediaTypes;
import learnc.runtime.kernel.Architecture;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.ImageConfig;
import learnc.runtime.spec.ImageReference;
import learnc.runtime.spec.Layer;
import learnc.runtime.spec.Platform;

/// Makes the image `learnc/shell` from the programs of this machine.
///
/// With a static busybox on the host it has that and nothing else, about 2 MB; otherwise the host's own shell and tools with
/// their libraries. It is a plain OCI image of one layer, like any from a registry; the layer is not packed, because it
/// goes nowhere.
public final class ShellImage {

    /// How users call it.
    public static final String NAME = "learnc/shell";

    private static final List<String> ENVIRONMENT = List.of("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    private static final int OPEN_TO_ALL = 01777;

    private final Kernel host;
    private final ImageStore store;

    /// @param store gets the image
    public ShellImage(Kernel host, ImageStore store) {
        this.host = host;
        this.store = store;
    }

    /// Makes the image, or makes it anew from the host's present files.
    ///
    /// @throws learnc.runtime.spec.Failure when the host has neither a static busybox nor a shell with all its libraries
    @Why(value = "Makes the image learnc/shell out of the host's own programs: an image is files and JSON, and this one needs no network.",
            without = "A first container would need a registry.")
    public Image make() {
        var tree = new FileTree(host);
        var programs = new Programs(host, tree);
        if (!programs.addBusybox()) {
            programs.addFromHost();
        }
        return make(tree);
    }

    /// Makes the image from the host's shell and tools even where there is a busybox.
    @Why(value = "Makes the image learnc/shell out of the host's own programs: an image is files and JSON, and this one needs no network.",
            without = "A first container would need a registry.")
    Image makeFromHost() {
        var tree = new FileTree(host);
        new Programs(host, tree).addFromHost();
        return make(tree);
    }

    private Image make(FileTree tree) {
        addWhatEveryProgramExpects(tree);
        try (var _ = store.use(); BlobWriter blob = store.newBlob()) {
            TreeArchive.write(tree, blob);
            long sizeBytes = blob.sizeBytes();
            Digest digest = blob.finish();
            // The layer is not packed, so its two names are the same.
            return store.put(ImageReference.of(NAME), config(), List.of(new Layer(digest, digest, MediaTypes.OCI_LAYER, sizeBytes)));
        }
    }

    private static ImageConfig config() {
        String architecture = switch (Architecture.CURRENT) {
            case X86_64 -> "amd64";
            case ARM64 -> "arm64";
        };
        return new ImageConfig(ENVIRONMENT, List.of(), List.of("sh"), "", "", "", List.of(), List.of(),
                Map.of("org.opencontainers.image.title", NAME), Platform.linux(architecture));
    }

    private static void addWhatEveryProgramExpects(FileTree tree) {
        for (String path : List.of("/dev", "/home", "/mnt", "/proc", "/run", "/sys", "/usr/local/bin", "/var")) {
            tree.directory(path, 0755);
        }
        tree.directory("/root", 0700);
        tree.directory("/tmp", OPEN_TO_ALL);
        tree.directory("/var/tmp", OPEN_TO_ALL);
        tree.file("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\n");
        tree.file("/etc/group", "root:x:0:\ntty:x:5:\nnogroup:x:65534:\n");
        tree.file("/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n");
        for (String path : List.of("/etc/hostname", "/etc/hosts", "/etc/resolv.conf")) {
            tree.file(path, "");      // each container's own lies over it
        }
        tree.file("/etc/os-release", "NAME=\"learnc/shell\"\nID=learnc\nPRETTY_NAME=\"learnc/shell, made from the host's own programs\"\n");
    }
}
