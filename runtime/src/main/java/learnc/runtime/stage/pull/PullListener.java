package learnc.runtime.stage.pull;

import java.util.List;

import learnc.runtime.image.Descriptor;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Image;

/// Hears how a pull proceeds. Layers are fetched side by side, so the methods are called by several threads at once.
public interface PullListener {

    /// Hears nothing.
    PullListener SILENT = new PullListener() {
    };

    /// What happens to a layer.
    enum Step {
        /// It waits for its turn.
        WAITING,
        /// It comes in.
        DOWNLOADING,
        /// It is in the store, and its checksum was right.
        COMPLETE,
        /// It was in the store before.
        ALREADY_HERE
    }

    /// The image is not here; it is asked for.
    ///
    /// @param reference its full name
    /// @param from      the registry, folder or archive
    default void asking(String reference, String from) {
    }

    /// The list of layers has arrived.
    default void found(List<Descriptor> layers) {
    }

    /// A layer has come this far.
    default void layer(Descriptor layer, Step step, long doneBytes) {
    }

    /// The line broke, and the rest of a part is asked for again.
    default void again(Descriptor part, String why) {
    }

    /// The image is complete and has its name.
    ///
    /// @param source    the digest by which its source knows it
    /// @param wasThere  whether the name meant the same image before
    default void done(Image image, Digest source, boolean wasThere) {
    }
}
