package learnc.runtime.image;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.Layer;

/// Deletes the blobs that no image needs. Only while nobody adds any: a part that has just arrived looks unused until its image has a name.
final class Collector {

    private final Kernel host;
    private final String folder;

    Collector(Kernel host, String folder) {
        this.host = host;
        this.folder = folder;
    }

    @Why(value = "Deletes parts that no image needs any more.", without = "The disk would fill up with layers of images that are gone.")
    List<Digest> collect(List<Image> images) {
        Set<Digest> needed = needed(images);
        var deleted = new ArrayList<Digest>();
        for (Folder.Entry algorithm : Folder.list(host, folder + "/blobs")) {
            String blobs = folder + "/blobs/" + algorithm.name();
            for (Folder.Entry blob : Folder.list(host, blobs)) {
                Digest digest = new Digest(algorithm.name(), blob.name());
                if (!needed.contains(digest)) {
                    host.unlinkat(AT_FDCWD, blobs + "/" + blob.name(), 0);
                    deleted.add(digest);
                }
            }
        }
        for (Folder.Entry unfinished : Folder.list(host, folder + "/incoming")) {
            host.unlinkat(AT_FDCWD, folder + "/incoming/" + unfinished.name(), 0);
        }
        return deleted;
    }

    private static Set<Digest> needed(List<Image> images) {
        var needed = new HashSet<Digest>();
        for (Image image : images) {
            needed.add(image.manifest());
            needed.add(image.config());
            for (Layer layer : image.layers()) {
                needed.add(layer.blob());
            }
        }
        return needed;
    }
}
