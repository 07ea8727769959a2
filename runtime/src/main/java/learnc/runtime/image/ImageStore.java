package learnc.runtime.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.ImageConfig;
import learnc.runtime.spec.ImageReference;
import learnc.runtime.spec.Layer;
import learnc.runtime.spec.Places;

/// The images on this machine, in the folder `images` of learnc's root.
///
/// An image gets its name last, when all its parts are there: so what [#find] finds is complete. Whoever adds parts holds
/// [#use] from the first part until the name is set, and nobody collects them as unused in the meantime.
public final class ImageStore {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Kernel host;
    private final String root;
    private final String folder;
    private final StoreIndex index;

    /// The store of these places. Nothing is made before something is put.
    public ImageStore(Kernel host, Places places) {
        this.host = host;
        root = places.root();
        folder = root + "/images";
        index = new StoreIndex(host, folder);
    }

    /// The image of this name, or null when it is not here.
    ///
    /// @param reference as a user writes it, such as `alpine`
    /// @throws Failure when that is no reference
    public Image find(String reference) {
        return find(ImageReference.of(reference));
    }

    /// The image of this name, or null when it is not here.
    public Image find(ImageReference reference) {
        Descriptor entry = index.find(reference);
        return entry == null ? null : read(entry);
    }

    /// All images, one for each name, the latest last. An image that has lost a part is left out; see [#names].
    public List<Image> list() {
        var images = new ArrayList<Image>();
        for (ImageReference name : names()) {
            try {
                images.add(find(name));
            } catch (Failure incomplete) {
                // Whoever asks for this one by its name is told.
            }
        }
        return images;
    }

    /// The names of all images, the latest last.
    public List<ImageReference> names() {
        var names = new ArrayList<ImageReference>();
        for (Descriptor entry : index.entries()) {
            names.add(ImageReference.of(StoreIndex.name(entry)));
        }
        return names;
    }

    /// The digest by which the registry of this image knows it; for an image that exists for several platforms, that of the list.
    ///
    /// @return null when the image is not here
    public Digest sourceDigest(ImageReference reference) {
        Descriptor entry = index.find(reference);
        return entry == null ? null : StoreIndex.source(entry);
    }

    /// The manifest that a name means now.
    ///
    /// @return null when the image is not here
    public Digest manifestDigest(ImageReference reference) {
        Descriptor entry = index.find(reference);
        return entry == null ? null : entry.digest();
    }

    private Image read(Descriptor entry) {
        String name = StoreIndex.name(entry);
        try {
            Manifest manifest = Manifest.of(blob(entry.digest()));
            return image(name, entry.digest(), manifest, ConfigFile.of(blob(manifest.config().digest())));
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT)) {
                throw new Failure("the image " + name + " is not complete any more: a part of it has been deleted from " + folder
                        + ".\n  try: learnc rmi " + name + " && learnc pull " + name, refusal);
            }
            throw refusal;
        }
    }

    /// Puts the parts of an image together.
    ///
    /// @throws Failure when manifest and configuration do not list the same number of layers
    public static Image image(String name, Digest digest, Manifest manifest, ConfigFile config) {
        if (manifest.layers().size() != config.diffIds().size()) {
            throw new Failure("the image contradicts itself: its manifest lists " + manifest.layers().size()
                    + " layers, its configuration " + config.diffIds().size() + ".");
        }
        var layers = new ArrayList<Layer>();
        for (Descriptor layer : manifest.layers()) {
            layers.add(new Layer(layer.digest(), config.diffIds().get(layers.size()), layer.mediaType(), layer.sizeBytes()));
        }
        return new Image(name, digest, manifest.config().digest(), config.config(), List.copyOf(layers));
    }

    /// Where a blob lies, or would lie.
    public String blobPath(Digest digest) {
        return folder + "/blobs/" + digest.algorithm() + "/" + digest.hex();
    }

    /// Whether a blob is here.
    @Why(value = "Looks whether this part of the image is here already: its name is the checksum of its content.",
            without = "Every layer would be fetched again, even those that other images share.")
    public boolean has(Digest digest) {
        return Folder.exists(host, blobPath(digest));
    }

    /// The content of a small blob: a manifest or a configuration.
    @Why(value = "Reads a part of the image's description: the manifest lists its layers, the configuration says what to run.",
            without = "learnc would know neither the layers nor the program.")
    @Refused(errno = Errno.ENOENT, call = "openat", because = "this part of the image has been deleted",
            remedy = "`learnc rmi` the image, and pull it again")
    public byte[] blob(Digest digest) {
        return WholeFile.bytes(host, blobPath(digest));
    }

    /// Says that parts are about to be added. Until it is closed nothing that has no name yet is collected.
    public StoreLock use() {
        makeFolders();
        return StoreLock.shared(host, folder + "/use.lock");
    }

    /// A new blob, to be written piece by piece. Its name is known when it is finished.
    public BlobWriter newBlob() {
        String path = folder + "/incoming/new-" + host.actor().pid() + "-" + NUMBER.incrementAndGet();
        BlobWriter writer = BlobWriter.open(host, this, path, Digest.newSha256(), false);
        writer.startAgain();
        return writer;
    }

    /// A blob whose name is known, to be written piece by piece, from where an earlier attempt has stopped.
    public BlobWriter incoming(Digest digest) {
        return BlobWriter.open(host, this, folder + "/incoming/" + digest.algorithm() + "-" + digest.hex(), digest.hash(), true);
    }

    /// Puts a small blob.
    public Digest put(byte[] content) {
        Digest digest = Digest.sha256(content);
        if (!has(digest)) {
            try (BlobWriter writer = newBlob()) {
                writer.write(content, 0, content.length);
                writer.finish();
            }
        }
        return digest;
    }

    /// Puts an image whose layers are here already: writes its configuration and its manifest, and gives it its name.
    /// The same image always gets the same digests.
    public Image put(ImageReference reference, ImageConfig config, List<Layer> layers) {
        byte[] configText = ImageText.config(config, layers);
        Descriptor configPart = Descriptor.of(MediaTypes.OCI_CONFIG, put(configText), configText.length);
        var layerParts = new ArrayList<Descriptor>();
        for (Layer layer : layers) {
            layerParts.add(Descriptor.of(layer.mediaType(), layer.blob(), layer.sizeBytes()));
        }
        byte[] manifest = new Manifest(MediaTypes.OCI_MANIFEST, configPart, layerParts).text();
        Digest digest = put(manifest);
        return name(reference, new Descriptor(MediaTypes.OCI_MANIFEST, digest, manifest.length, config.platform(), Map.of()), digest);
    }

    /// Gives an image whose parts are all here a name; an image that had the name before loses it.
    ///
    /// @param source the digest by which a registry knows it, often that of the manifest
    public Image name(ImageReference reference, Descriptor manifest, Digest source) {
        index.set(reference, manifest, source);
        return read(index.find(reference));
    }

    /// Gives an image one more name.
    ///
    /// @return null when there is no image of the first name
    public Image tag(ImageReference existing, ImageReference further) {
        Descriptor entry = index.find(existing);
        return entry == null ? null : name(further, entry, StoreIndex.source(entry));
    }

    /// Takes a name away. The parts stay until [#collect].
    ///
    /// @param name the full name, as in [Image#reference()]
    public void remove(String name) {
        index.remove(name);
    }

    /// Deletes every blob that belongs to no named image, and what interrupted downloads have left.
    ///
    /// @return what was deleted; null when somebody is just adding parts, so that nothing was
    @Why(value = "Looks for parts that no image needs any more.", without = "The disk would fill up with layers of images that are gone.")
    public List<Digest> collect() {
        if (!Folder.exists(host, folder)) {
            return List.of();
        }
        try (StoreLock lock = StoreLock.aloneOrNull(host, folder + "/use.lock")) {
            return lock == null ? null : new Collector(host, folder).collect(list());
        }
    }

    @Why(value = "Prepares the store of images, which is an OCI image layout that other tools can read, too.",
            without = "There would be no place for the image.")
    private void makeFolders() {
        if (!Folder.exists(host, folder + "/incoming")) {
            Folder.makeAll(host, root, 0711);
            Folder.makeAll(host, folder + "/blobs/sha256", 0700);
            Folder.makeAll(host, folder + "/blobs/sha512", 0700);
            WholeFile.write(host, folder + "/oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}", 0600);
            Folder.makeAll(host, folder + "/incoming", 0700);
        }
    }
}
