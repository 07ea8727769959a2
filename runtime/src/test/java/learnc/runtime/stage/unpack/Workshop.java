package learnc.runtime.stage.unpack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import learnc.runtime.container.Removals;
import learnc.runtime.container.Undo;
import learnc.runtime.image.ImageStore;
import learnc.runtime.image.LayerStore;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.ImageConfig;
import learnc.runtime.spec.ImageReference;
import learnc.runtime.spec.Layer;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Platform;
import learnc.runtime.spec.UserMapping;

/// A place of its own for one test: stores, a ledger, and everything undone at the end.
final class Workshop implements AutoCloseable {

    final Linux linux = new Linux(UnaryOperator.identity());
    final Kernel host = linux.host();
    final Places places;
    final ImageStore images;
    final LayerStore layers;
    final List<Made> made = new ArrayList<>();
    final Unpack unpack;
    private int number;

    Workshop(Path folder) {
        places = new Places(folder.resolve("root").toString(), folder.resolve("run").toString());
        images = new ImageStore(host, places);
        layers = new LayerStore(host, places);
        unpack = new Unpack(host, linux, places, this::willMake);
    }

    synchronized void willMake(Made thing) {
        made.add(thing);
    }

    /// An image of these layers, the lowest first, stored as they are.
    Image image(byte[]... archives) {
        var parts = new ArrayList<Layer>();
        for (byte[] archive : archives) {
            parts.add(layer(archive, Digest.sha256(archive)));
        }
        return image(parts);
    }

    Image image(List<Layer> parts) {
        var config = new ImageConfig(List.of(), List.of(), List.of("sh"), "", "", "", List.of(), List.of(), Map.of(),
                new Platform("linux", "amd64", ""));
        try (var _ = images.use()) {
            return images.put(ImageReference.of("test/image" + ++number), config, parts);
        }
    }

    /// A stored layer that claims to have this diff id.
    Layer layer(byte[] archive, Digest diffId) {
        try (var _ = images.use()) {
            return new Layer(images.put(archive), diffId, "application/vnd.oci.image.layer.v1.tar", archive.length);
        }
    }

    /// The directory of a single layer, unpacked.
    Path unpacked(TestLayer layer) {
        return unpacked(layer.plain());
    }

    /// The directory of a single layer, unpacked.
    Path unpacked(byte[] archive) {
        return Path.of(unpack.layers(image(archive)).getFirst());
    }

    ContainerRequest request(String id, UserMapping mapping) {
        return new ContainerRequest(id, id, "test/image", List.of(), null, List.of(), null, null, List.of(), null, false, List.of(), mapping,
                null, null, null, null);
    }

    Path rootfs(Image image, String id) {
        return Path.of(unpack.rootfs(image, request(id, null)).path());
    }

    /// What lies in the folder of layers beside complete ones.
    List<String> leftovers() throws IOException {
        Path folder = Path.of(places.root(), "layers");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var names = Files.list(folder)) {
            return names.map(path -> path.getFileName().toString()).filter(name -> name.length() != 64).toList();
        }
    }

    @Override
    public void close() {
        List<String> left = new Undo(host, places, new NothingElse()).undo(made);
        linux.close();
        if (Folder.exists(host, places.root())) {
            Folder.removeTree(host, places.root());
        }
        if (!left.isEmpty()) {
            throw new AssertionError("not undone: " + left);
        }
    }

    private static final class NothingElse implements Removals {
        @Override
        public void cgroup(String path) {
        }

        @Override
        public void link(String name) {
        }

        @Override
        public void natRules(String containerId) {
        }

    }
}
