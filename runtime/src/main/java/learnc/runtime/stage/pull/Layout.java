package learnc.runtime.stage.pull;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

import learnc.runtime.image.BlobWriter;
import learnc.runtime.image.Descriptor;
import learnc.runtime.image.ImageIndex;
import learnc.runtime.image.MediaTypes;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Shown;

/// An OCI image layout: a folder, or an archive of one, with `index.json` and blobs named by their digests.
final class Layout implements Source {

    private final Members members;
    private final Descriptor chosen;
    private final ImageIndex index;

    /// @param tag the annotation that tells several images in one layout apart; empty when there is only one
    Layout(Members members, byte[] indexText, String tag) {
        this.members = members;
        index = ImageIndex.of(indexText);
        List<Descriptor> fitting = fitting(tag);
        if (fitting.isEmpty() || !tag.isEmpty() && fitting.size() > 1) {
            throw new Failure(members.place() + " has no image '" + Shown.shortened(tag) + "'.\n  It has: " + names());
        }
        if (fitting.size() > 1 && hasDifferentNames()) {
            throw new Failure(members.place() + " holds several images.\n  try: put one of these names behind the path, after a colon: " + names());
        }
        chosen = fitting.size() == 1 ? fitting.getFirst() : null;
    }

    private List<Descriptor> fitting(String tag) {
        if (tag.isEmpty()) {
            return index.manifests();
        }
        var fitting = new ArrayList<Descriptor>();
        for (Descriptor manifest : index.manifests()) {
            if (name(manifest).equals(tag)) {
                fitting.add(manifest);
            }
        }
        return fitting;
    }

    private boolean hasDifferentNames() {
        for (Descriptor manifest : index.manifests()) {
            if (!name(manifest).equals(name(index.manifests().getFirst()))) {
                return true;
            }
        }
        return false;
    }

    private String names() {
        var names = new ArrayList<String>();
        for (Descriptor manifest : index.manifests()) {
            names.add(Shown.shortened(name(manifest)));
        }
        return String.join(", ", names);
    }

    private static String name(Descriptor manifest) {
        return manifest.annotations().getOrDefault(ImageIndex.REF_NAME, "");
    }

    /// The full name that the layout gives its image, or its tag alone; empty when it says nothing.
    String nameInside() {
        return chosen == null ? "" : chosen.annotations().getOrDefault("io.containerd.image.name", name(chosen));
    }

    /// A layout with one image for each platform, and no names, is its own index.
    @Override
    public Text text() {
        if (chosen != null) {
            return text(chosen);
        }
        byte[] content = members.small("index.json");
        return new Text(content, MediaTypes.OCI_INDEX, Digest.sha256(content));
    }

    @Override
    public Text text(Descriptor manifest) {
        byte[] content = members.small(path(manifest));
        if (content == null) {
            throw new Failure(members.place() + " is not complete: " + path(manifest) + " is missing.");
        }
        return Source.checked(content, manifest);
    }

    @Override
    public void copy(Descriptor blob, BlobWriter into, LongConsumer progress) {
        Copying.copy(members, path(blob), blob, into, progress);
    }

    private static String path(Descriptor blob) {
        return "blobs/" + blob.digest().algorithm() + "/" + blob.digest().hex();
    }
}
