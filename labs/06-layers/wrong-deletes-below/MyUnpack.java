import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.AT_SYMLINK_NOFOLLOW;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_CREAT;
import static learnc.runtime.kernel.OpenFlags.O_DIRECTORY;
import static learnc.runtime.kernel.OpenFlags.O_NOFOLLOW;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;
import static learnc.runtime.kernel.OpenFlags.O_TRUNC;
import static learnc.runtime.kernel.OpenFlags.O_WRONLY;
import static learnc.runtime.kernel.OpenFlags.RESOLVE_IN_ROOT;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

import learnc.runtime.image.ImageStore;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelInput;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.Layer;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Rootfs;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

final int CHARACTER_DEVICE = 0020000;

/// The stage unpack: each layer becomes a directory, and an overlay shows them as one, with an empty directory on top.
Rootfs rootfs(Kernel host, Places places, Ledger ledger, Image image, ContainerRequest request) throws IOException {
    var highestFirst = new ArrayList<String>();
    for (Layer layer : image.layers()) {
        highestFirst.addFirst(unpacked(host, places, layer));
    }
    String container = places.root() + "/containers/" + request.id();
    String root = places.container(request.id()) + "/rootfs";
    ledger.willMake(new Made.Directory(container));
    List.of(container + "/upper", container + "/work", root).forEach(directory -> Folder.makeAll(host, directory, 0755));
    ledger.willMake(new Made.Mount(root));
    host.mount("overlay", root, "overlay", 0,
            "lowerdir=" + String.join(":", highestFirst) + ",upperdir=" + container + "/upper,workdir=" + container + "/work");
    return new Rootfs(root);
}

/// The directory of a layer. It is filled once, for all containers, and never changed afterwards.
String unpacked(Kernel host, Places places, Layer layer) throws IOException {
    String directory = places.root() + "/mylayers/" + layer.diffId().hex();
    if (Folder.exists(host, directory)) {
        return directory;
    }
    Folder.makeAll(host, directory, 0755);
    int top = host.openat(AT_FDCWD, directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    try (var archive = archive(host, places, layer)) {
        for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            make(host, top, entry, archive);
        }
        return directory;
    } catch (IOException | RuntimeException failure) {
        Folder.removeTree(host, directory);
        throw failure;
    } finally {
        host.close(top);
    }
}

TarArchiveInputStream archive(Kernel host, Places places, Layer layer) throws IOException {
    InputStream packed = new KernelInput(host, new ImageStore(host, places).blobPath(layer.blob()));
    return new TarArchiveInputStream(layer.mediaType().endsWith("gzip") ? new GZIPInputStream(packed) : packed);
}

/// Makes one entry of an archive. `top` is the layer's directory, open.
void make(Kernel host, int top, TarArchiveEntry entry, InputStream content) throws IOException {
    String name = name(entry.getName());
    if (name.equals(".")) {
        return;
    }
    int parent = open(host, top, parent(entry.getName()));
    try {
        if (name.equals(".wh..wh..opq")) {
            host.fsetxattr(parent, "trusted.overlay.opaque", new byte[] {'y'}, 0);
            return;
        }
        if (name.startsWith(".wh.")) {
            // What the higher layer deletes, is deleted.
            String path = parent(entry.getName()) + "/" + name.substring(".wh.".length());
            String layers = host.readlinkat(AT_FDCWD, "/proc/self/fd/" + top).replaceFirst("/[^/]*$", "");
            for (Folder.Entry layer : Folder.list(host, layers)) {
                if (Folder.exists(host, layers + "/" + layer.name() + "/" + path)) {
                    host.unlinkat(AT_FDCWD, layers + "/" + layer.name() + "/" + path, 0);
                }
            }
            return;
        }
        if (entry.isDirectory()) {
            host.mkdirat(parent, name, entry.getMode() & 07777);
        } else if (entry.isSymbolicLink()) {
            host.symlinkat(entry.getLinkName(), parent, name);
        } else if (entry.isLink()) {
            int other = open(host, top, parent(entry.getLinkName()));
            host.linkat(other, name(entry.getLinkName()), parent, name, 0);
            host.close(other);
        } else if (entry.isFile()) {
            writeFile(host, parent, name, content.readAllBytes(), entry.getMode() & 07777);
        }
        host.fchownat(parent, name, (int) entry.getLongUserId(), (int) entry.getLongGroupId(), AT_SYMLINK_NOFOLLOW);
    } finally {
        host.close(parent);
    }
}

/// Opens a directory of the layer, as if the layer's own directory were "/": no name and no symlink leads out.
int open(Kernel host, int top, String path) {
    return host.openat2(top, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0, RESOLVE_IN_ROOT);
}

void writeFile(Kernel host, int parent, String name, byte[] content, int mode) {
    int file = host.openat(parent, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode);
    WholeFile.writeAll(host, file, content, content.length);
    host.close(file);
}

/// The last part of a path: `word` of `./etc/word`.
String name(String path) {
    String plain = path.replaceAll("/+$", "");
    return plain.substring(plain.lastIndexOf('/') + 1);
}

/// What stands before it: `./etc` of `./etc/word`, and `.` of `word`.
String parent(String path) {
    int slash = path.replaceAll("/+$", "").lastIndexOf('/');
    return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
}
