package learnc.runtime.stage.pull;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import learnc.runtime.image.BlobWriter;
import learnc.runtime.image.ConfigFile;
import learnc.runtime.image.Descriptor;
import learnc.runtime.image.ImageIndex;
import learnc.runtime.image.ImageStore;
import learnc.runtime.image.Manifest;
import learnc.runtime.image.MediaTypes;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.ImageReference;
import learnc.runtime.spec.Platform;
import learnc.runtime.spec.Shown;

/// Brings one image from its source into the store: manifest, configuration, layers, and last its name.
final class Fetch {

    private static final int AT_ONCE = 3;

    private final ImageStore store;
    private final Source source;
    private final PullSettings settings;
    private final PullListener listener;

    Fetch(ImageStore store, Source source, PullSettings settings) {
        this.store = store;
        this.source = source;
        this.settings = settings;
        this.listener = settings.listener();
    }

    Image image(ImageReference name) {
        try (var _ = store.use()) {
            Source.Text named = source.text();
            Source.Text text = MediaTypes.isIndex(named.mediaType()) ? chosen(ImageIndex.of(named.content())) : named;
            Manifest manifest = Manifest.of(text.content());
            ConfigFile config = config(manifest);
            Digest digest = Digest.sha256(text.content());
            ImageStore.image(name.toString(), digest, manifest, config);
            layers(manifest.layers());
            store.put(text.content());
            return named(name, new Descriptor(manifest.mediaType(), digest, text.content().length, config.config().platform(), Map.of()),
                    named.digest());
        }
    }

    private Source.Text chosen(ImageIndex index) {
        Descriptor manifest = index.forPlatform(settings.platform());
        if (!MediaTypes.isManifest(manifest.mediaType())) {
            throw new Failure("the image index names a '" + Shown.shortened(manifest.mediaType()) + "' where an image manifest belongs.");
        }
        return source.text(manifest);
    }

    private ConfigFile config(Manifest manifest) {
        if (manifest.config().sizeBytes() > Source.LARGEST_TEXT_BYTES) {
            throw new Failure("the image's configuration would be " + manifest.config().sizeBytes() + " bytes long; learnc takes at most "
                    + Source.LARGEST_TEXT_BYTES + ".");
        }
        blob(manifest.config(), PullListener.SILENT);
        ConfigFile config = ConfigFile.of(store.blob(manifest.config().digest()));
        refuseOtherPlatform(config.config().platform());
        return config;
    }

    private void refuseOtherPlatform(Platform its) {
        if (!its.architecture().isEmpty() && !settings.platform().accepts(its)) {
            throw new Failure("the image is for " + Shown.shortened(its.toString()) + ", and " + settings.platform() + " is wanted.\n  try: --platform "
                    + Shown.shortened(its.toString()) + " (its programs run only on such a machine, or under an emulator)");
        }
    }

    /// A few layers at a time. The first failure stops the others.
    private void layers(List<Descriptor> layers) {
        List<Descriptor> distinct = new ArrayList<>(new LinkedHashSet<>(layers));
        listener.found(distinct);
        if (distinct.isEmpty()) {
            return;
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, distinct.size()))) {
            var arrivals = new ExecutorCompletionService<Void>(threads);
            for (Descriptor layer : distinct) {
                arrivals.submit(() -> blob(layer, listener), null);
            }
            await(arrivals, distinct.size(), threads);
        }
    }

    private static void await(ExecutorCompletionService<Void> arrivals, int count, ExecutorService threads) {
        try {
            for (int i = 0; i < count; i++) {
                arrivals.take().get();
            }
        } catch (ExecutionException failure) {
            threads.shutdownNow();
            throw failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupt) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new Failure("the pull was interrupted.", interrupt);
        }
    }

    private void blob(Descriptor blob, PullListener hears) {
        hears.layer(blob, PullListener.Step.WAITING, 0);
        hears.layer(blob, arrives(blob, hears) ? PullListener.Step.COMPLETE : PullListener.Step.ALREADY_HERE, blob.sizeBytes());
    }

    /// @return false when it was here already
    private boolean arrives(Descriptor blob, PullListener hears) {
        if (store.has(blob.digest())) {
            return false;
        }
        try (BlobWriter writer = store.incoming(blob.digest())) {
            // Asked again under the writer's lock: another learnc may just have brought it.
            if (store.has(blob.digest())) {
                writer.discard();
                return false;
            }
            source.copy(blob, writer, done -> hears.layer(blob, PullListener.Step.DOWNLOADING, done));
            writer.finish(blob.digest());
            return true;
        }
    }

    private Image named(ImageReference name, Descriptor manifest, Digest sourceDigest) {
        boolean wasThere = manifest.digest().equals(store.manifestDigest(name));
        Image image = store.name(name, manifest, sourceDigest);
        listener.done(image, sourceDigest, wasThere);
        return image;
    }
}
