package learnc.runtime.stage.pull;

import java.util.function.Supplier;

import learnc.runtime.image.ImageStore;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.ImageReference;
import learnc.runtime.spec.Platform;
import learnc.runtime.spec.Shown;

/// Stage 1: from a name to an image that lies complete in the store.
///
/// A name is looked for in the store first; an image that is there costs no network. What starts with `/` or `.` is a folder
/// or an archive on this machine; everything else is a name in a registry.
public class Pull {

    private final Kernel host;
    private final ImageStore store;
    private final PullSettings settings;

    /// A stage that fills this store.
    public Pull(Kernel host, ImageStore store, PullSettings settings) {
        this.host = host;
        this.store = store;
        this.settings = settings;
    }

    /// The image, from the store if it is there, else from where its name says.
    ///
    /// @param reference as the user wrote it: `alpine`, `host:5000/a/b:tag`, `…@sha256:…`, `./folder-or-archive[:tag]`
    /// @throws Failure when the name is wrong, its place cannot be reached, or what comes from there cannot be trusted
    @Why(value = "Looks whether the image is here already.", without = "Every run would fetch it again.")
    public Image image(String reference) {
        if (LocalPath.isPath(reference)) {
            return fromPath(reference);
        }
        ImageReference name = ImageReference.of(reference);
        Image stored = store.find(name);
        if (stored == null) {
            return fromOutside(name);
        }
        return isForOurPlatform(stored) ? stored : forOurPlatform(stored, name);
    }

    private Image forOurPlatform(Image stored, ImageReference name) {
        try {
            return fromOutside(name);
        } catch (Failure failure) {
            throw new Failure("the image " + name + " that is here is for " + Shown.shortened(stored.configuration().platform().toString())
                    + ", and for " + settings.platform() + " it cannot be had:\n" + failure.getMessage(), failure);
        }
    }

    /// The image as it is at its source now, even if the store has one of that name.
    ///
    /// @throws Failure as [#image]
    @Why(value = "Fetches the image, and gives it its name when all of its parts are here.", without = "The image would not be on this machine.")
    public Image fresh(String reference) {
        return LocalPath.isPath(reference) ? fromPath(reference) : fromOutside(ImageReference.of(reference));
    }

    /// The full name that an image gets or has in the store.
    ///
    /// @throws Failure when the reference is wrong, or is a path where no image is
    public ImageReference name(String reference) {
        return LocalPath.isPath(reference) ? LocalPath.of(host, reference).name() : ImageReference.of(reference);
    }

    private boolean isForOurPlatform(Image image) {
        Platform its = image.configuration().platform();
        return its.architecture().isEmpty() || settings.platform().accepts(its);
    }

    private Image fromOutside(ImageReference name) {
        Supplier<Image> maker = settings.homeMade().get(name.toString());
        return maker != null ? maker.get() : fromRegistry(name);
    }

    private Image fromRegistry(ImageReference name) {
        settings.listener().asking(name.toString(), name.registry());
        try (Source registry = Registry.of(host, name, settings)) {
            return new Fetch(store, registry, settings).image(name);
        }
    }

    private Image fromPath(String reference) {
        LocalPath path = LocalPath.of(host, reference);
        settings.listener().asking(path.name().toString(), path.path());
        return new Fetch(store, path.source(), settings).image(path.name());
    }
}
