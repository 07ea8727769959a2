package learnc.runtime.image;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Places;

/// The layers that lie unpacked on this machine, each once, named by the checksum of its uncompressed archive.
///
/// A layer is unpacked beside its place and moved there when it is complete, so a layer that has a place is whole, even
/// after `kill -9`. Two processes that unpack the same layer at once do not disturb each other: the first to finish wins.
/// A layer is never written to afterwards: containers see it as the lower directory of an overlay.
///
/// After a power failure the kernel may have lost content that it had not written yet; as with containerd and Docker,
/// unpacking does not wait for the disk.
public final class LayerStore {

    private static final int ONLY_ROOT = 0700;
    private static final int RENAME_NOREPLACE = 1;
    private static final int SHA512_DIGITS = 128;
    private static final String PLAIN = "/diff";
    private static final String OPAQUE = "/opaque";
    private static final String UNFINISHED = "unpacking-";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Kernel host;
    private final String folder;

    /// The store below `places.root()`; it need not exist yet.
    public LayerStore(Kernel host, Places places) {
        this.host = host;
        this.folder = places.root() + "/layers";
    }

    /// Where a layer's files are, or will be, unless it hides all below it.
    public String path(Digest diffId) {
        return place(diffId) + PLAIN;
    }

    /// A layer that is there, whole.
    ///
    /// @param path           the directory with its files
    /// @param hidesAllBelow  whether nothing of the layers below it is seen: its root is opaque. The kernel heeds that mark on
    ///                       every directory but the root of a layer.
    public record Unpacked(String path, boolean hidesAllBelow) {
    }

    /// A layer, or null when it is not there.
    @Why(value = "Looks whether this layer is unpacked already; its directory is named by the checksum of its content.",
            without = "Every run would unpack the whole image again.")
    public Unpacked find(Digest diffId) {
        if (Folder.exists(host, path(diffId))) {
            return new Unpacked(path(diffId), false);
        }
        String opaque = place(diffId) + OPAQUE;
        return Folder.exists(host, opaque) ? new Unpacked(opaque, true) : null;
    }

    /// Whether a layer is there, whole.
    public boolean contains(Digest diffId) {
        return find(diffId) != null;
    }

    /// Every layer that is there.
    @Why(value = "Looks which layers are unpacked on this machine.", without = "Layers that no image needs would stay.")
    public List<Digest> layers() {
        var layers = new ArrayList<Digest>();
        if (Folder.exists(host, folder)) {
            for (Folder.Entry entry : Folder.list(host, folder)) {
                if (!entry.name().startsWith(UNFINISHED)) {
                    layers.add(digest(entry.name()));
                }
            }
        }
        return layers;
    }

    /// The length tells the algorithm.
    private static Digest digest(String hex) {
        return new Digest(hex.length() == SHA512_DIGITS ? "sha512" : "sha256", hex);
    }

    /// A path for a layer that is about to be unpacked; nobody else uses it, and nothing is there yet.
    public String unfinishedPath() {
        return folder + "/" + UNFINISHED + host.actor().pid() + "-" + Long.toHexString(System.nanoTime()) + "-" + COUNT.incrementAndGet();
    }

    /// Makes the directory for a layer that is about to be unpacked.
    ///
    /// @param unfinished from [#unfinishedPath()]
    /// @return where its files belong
    @Why(value = "Makes a directory for the layer beside its place: it is moved there when it is complete.",
            without = "After a kill in the middle, half a layer would be taken for a whole one.")
    public String begin(String unfinished) {
        Folder.makeAll(host, folder, ONLY_ROOT);
        host.mkdirat(AT_FDCWD, unfinished, ONLY_ROOT);
        host.mkdirat(AT_FDCWD, unfinished + PLAIN, 0755);
        return unfinished + PLAIN;
    }

    /// Notes that a layer hides everything below it, before it is finished.
    @Why(call = "renameat2", value = "Notes that this layer hides everything below it.",
            without = "Files of lower layers would be seen that the image's maker has deleted.")
    public void hideAllBelow(String unfinished) {
        host.renameat2(AT_FDCWD, unfinished + PLAIN, AT_FDCWD, unfinished + OPAQUE, 0);
    }

    /// Moves a complete layer to its place. If another process was faster, its copy stays and this one goes.
    @Why(call = "renameat2", value = "Moves the complete layer to its place in a single step; from now on every container can use it.",
            without = "The next run would unpack it again.")
    @Refused(errno = Errno.EEXIST, call = "renameat2", because = "another learnc has unpacked the same layer meanwhile; its copy stays", remedy = "")
    @Refused(errno = Errno.ENOTEMPTY, call = "renameat2", because = "another learnc has unpacked the same layer meanwhile; its copy stays",
            remedy = "")
    @Why(value = "Throws away the copy of the layer that came too late.", without = "Its room on the disk would be lost.")
    public void finish(String unfinished, Digest diffId) {
        try {
            host.renameat2(AT_FDCWD, unfinished, AT_FDCWD, place(diffId), RENAME_NOREPLACE);
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.EEXIST) && !refusal.is(Errno.ENOTEMPTY)) {
                throw refusal;
            }
            Folder.removeTree(host, unfinished);
        }
    }

    /// Gives an unpacking up.
    @Why(value = "Throws away a layer that could not be unpacked.", without = "Its room on the disk would be lost.")
    public void abandon(String unfinished) {
        if (Folder.exists(host, unfinished)) {
            Folder.removeTree(host, unfinished);
        }
    }

    /// Removes a layer that no container uses. It is moved aside first, so that nobody ever sees half of one.
    @Why(value = "Removes a layer that no image needs any more.", without = "Its room on the disk would be lost.")
    public void remove(Digest diffId) {
        if (contains(diffId)) {
            String aside = unfinishedPath();
            host.renameat2(AT_FDCWD, place(diffId), AT_FDCWD, aside, RENAME_NOREPLACE);
            Folder.removeTree(host, aside);
        }
    }

    private String place(Digest diffId) {
        return folder + "/" + diffId.hex();
    }
}
