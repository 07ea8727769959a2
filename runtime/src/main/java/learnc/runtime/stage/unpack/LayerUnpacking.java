package learnc.runtime.stage.unpack;

import java.io.IOException;
import java.io.InputStream;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelInput;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Layer;

/// One layer, from its packed archive into a directory.
final class LayerUnpacking {

    private final Kernel host;
    private final Layer layer;

    LayerUnpacking(Kernel host, Layer layer) {
        this.host = host;
        this.layer = layer;
    }

    /// Unpacks the archive, and checks that it is the one that the image names.
    ///
    /// @param archive path of the packed archive
    /// @param into    an empty directory
    /// @return whether the layer hides everything below it
    /// @throws Failure when the archive is damaged, too big, hostile, or another one
    @Why(call = "fstatfs", value = "Asks how much room is left on the disk.",
            without = "A tiny archive that unpacks to gigabytes could fill the host's disk.")
    @Why(value = "Unpacks one layer of the image.", without = "The files of this layer would be missing in the container.")
    boolean unpack(String archive, String into) {
        try (KernelInput packed = new KernelInput(host, archive); InputStream unpacked = Compression.unpacked(packed);
                LayerFolder folder = new LayerFolder(host, into)) {
            Bounds bounds = new Bounds(layer.sizeBytes(), host.fstatfs(folder.root()).freeBytes());
            Checksum checked = new Checksum(unpacked, layer.diffId().hash(), bounds);
            boolean hidesAllBelow = makeAll(new LayerArchive(checked), folder, bounds);
            checked.verify(layer.diffId());
            return hidesAllBelow;
        } catch (IOException | IllegalArgumentException damage) {
            throw failure(damage.getMessage(), damage);
        }
    }

    private boolean makeAll(LayerArchive archive, LayerFolder folder, Bounds bounds) throws IOException {
        EntryMaker maker = new EntryMaker(host, folder);
        Whiteouts whiteouts = new Whiteouts(host, folder);
        for (Entry entry = archive.next(); entry != null; entry = archive.next()) {
            bounds.admit(entry);
            make(entry, archive, maker, whiteouts);
        }
        maker.finish();
        return whiteouts.hideAllBelow();
    }

    private void make(Entry entry, InputStream content, EntryMaker maker, Whiteouts whiteouts) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new IOException("another layer of the image failed");
        }
        try {
            if (Whiteouts.isWhiteout(entry)) {
                whiteouts.make(entry);
            } else {
                maker.make(entry, content);
            }
        } catch (KernelRefusal refusal) {
            throw failure("'" + entry.path() + "' cannot be made: " + refusal.getMessage(), refusal);
        }
    }

    private Failure failure(String reason, Exception cause) {
        return new Failure("Layer " + layer.blob() + " cannot be unpacked: " + reason
                + "\n  Nothing of it was kept. If the image's maker is trusted, remove the image (`learnc rmi`) and pull it again.", cause);
    }
}
