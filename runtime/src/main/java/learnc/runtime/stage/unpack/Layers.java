package learnc.runtime.stage.unpack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import learnc.runtime.image.ImageStore;
import learnc.runtime.image.LayerStore;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Layer;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Made;

/// Sees to it that the layers of an image lie unpacked in the store. Several are unpacked at a time: decompressing and
/// summing up keep one processor busy, and no layer needs another one for it.
final class Layers {

    private static final int MOST_AT_ONCE = 4;

    private final Kernel host;
    private final LayerStore store;
    private final ImageStore images;
    private final Ledger ledger;
    private final Map<Digest, LayerStore.Unpacked> found = new HashMap<>();

    Layers(Kernel host, LayerStore store, ImageStore images, Ledger ledger) {
        this.host = host;
        this.store = store;
        this.images = images;
        this.ledger = ledger;
    }

    /// Unpacks what is missing.
    ///
    /// @return the directories of the layers, in the order given, without those that a higher one hides completely
    List<String> unpacked(List<Layer> layers) {
        List<Layer> missing = missing(layers);
        if (missing.size() == 1) {
            unpack(missing.getFirst());
        } else if (!missing.isEmpty()) {
            unpackTogether(missing);
        }
        return seen(layers);
    }

    private List<String> seen(List<Layer> layers) {
        var paths = new ArrayList<String>(layers.size());
        for (Layer layer : layers) {
            LayerStore.Unpacked unpacked = found.computeIfAbsent(layer.diffId(), store::find);
            if (unpacked.hidesAllBelow()) {
                paths.clear();
            }
            paths.add(unpacked.path());
        }
        return paths;
    }

    /// An image may hold the same layer twice.
    private List<Layer> missing(List<Layer> layers) {
        var missing = new ArrayList<Layer>();
        Set<Digest> seen = new HashSet<>();
        for (Layer layer : layers) {
            if (seen.add(layer.diffId()) && found.computeIfAbsent(layer.diffId(), store::find) == null) {
                missing.add(layer);
            }
        }
        return missing;
    }

    private void unpack(Layer layer) {
        String unfinished = store.unfinishedPath();
        ledger.willMake(new Made.Directory(unfinished));
        try {
            boolean hidesAllBelow = new LayerUnpacking(host, layer).unpack(images.blobPath(layer.blob()), store.begin(unfinished));
            if (hidesAllBelow) {
                store.hideAllBelow(unfinished);
            }
            store.finish(unfinished, layer.diffId());
        } catch (RuntimeException failure) {
            store.abandon(unfinished);
            throw failure;
        }
    }

    private void unpackTogether(List<Layer> layers) {
        int threads = Math.min(layers.size(), Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_AT_ONCE));
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            CompletionService<Void> done = new ExecutorCompletionService<>(workers);
            for (Layer layer : layers) {
                done.submit(() -> unpack(layer), null);
            }
            awaitAll(layers.size(), done, workers);
        }
    }

    /// The first failure stops the others; each removes what it has begun.
    private static void awaitAll(int count, CompletionService<Void> done, ExecutorService workers) {
        try {
            for (int i = 0; i < count; i++) {
                done.take().get();
            }
        } catch (ExecutionException failure) {
            workers.shutdownNow();
            throw failure.getCause() instanceof RuntimeException reason ? reason : new IllegalStateException(failure.getCause());
        } catch (InterruptedException interruption) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
            throw new Failure("unpacking was interrupted", interruption);
        }
    }
}
