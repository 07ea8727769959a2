import learnc.runtime.image.Descriptor;
import learnc.runtime.image.ImageIndex;
import learnc.runtime.image.ImageStore;
import learnc.runtime.image.Manifest;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.ImageReference;

/// The stage pull, for images in a folder: copies them into learnc's store.
Image image(Kernel host, ImageStore store, String folder) {
    try (var _ = store.use()) {
        Descriptor named = ImageIndex.of(WholeFile.bytes(host, folder + "/index.json")).manifests().getFirst();
        Manifest manifest = Manifest.of(copied(host, store, folder, named));
        copied(host, store, folder, manifest.config());
        manifest.layers().forEach(layer -> copied(host, store, folder, layer));
        return store.name(ImageReference.of("localhost/mine:latest"), named, named.digest());
    }
}

/// Copies a blob that is what it was promised to be.
byte[] copied(Kernel host, ImageStore store, String folder, Descriptor blob) {
    byte[] content = WholeFile.bytes(host, folder + "/blobs/sha256/" + blob.digest().hex());
    Digest digest = Digest.sha256(content);
    if (content.length != blob.sizeBytes()) {
        throw new Failure("the blob " + blob.digest() + " is not what it says: its digest is " + digest);
    }
    WholeFile.write(host, store.blobPath(blob.digest()), content, 0644);
    return content;
}
