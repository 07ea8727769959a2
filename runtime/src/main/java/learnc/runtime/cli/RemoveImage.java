package learnc.runtime.cli;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import learnc.runtime.container.Containers;
import learnc.runtime.container.State;
import learnc.runtime.image.ImageStore;
import learnc.runtime.image.LayerStore;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.ImageReference;
import learnc.runtime.spec.Layer;
import learnc.runtime.stage.pull.Pull;
import learnc.runtime.stage.pull.PullSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc rmi`: takes names of images away, and deletes what no other image and no container needs.
@Command(name = "rmi", sortOptions = false, description = "Remove images.", customSynopsis = "learnc rmi [OPTIONS] IMAGE...",
        footer = {"%nAn image that a container uses is kept. With --force its name goes; what the container needs stays as long as it runs.",
            "%nExamples:",
            "  learnc rmi alpine",
            "  learnc rmi 4a8f                     by the beginning of its ID: all its names",
            "  learnc rmi $(learnc images -q)      all of them"})
final class RemoveImage implements Runnable {

    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "References or IDs, as 'learnc images' shows them.")
    List<String> images;

    @Option(names = {"-f", "--force"}, description = "Also images that a container uses.")
    boolean isForced;

    @Mixin
    Where where;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    private Kernel host;
    private ImageStore store;

    @Override
    public void run() {
        host = new Linux(UnaryOperator.identity()).host();
        store = new ImageStore(host, where.places());
        Set<Digest> inUse = layersInUse();
        for (String word : images) {
            for (ImageReference name : NamedImages.of(store, word)) {
                remove(name);
            }
        }
        collect(inUse);
    }

    private void remove(ImageReference name) {
        State user = isForced || hasFurtherName(name) ? null : userOf(name);
        if (user != null) {
            throw new Failure("the image " + name + " is used by container " + user.shortId() + " (" + user.name() + ").\n"
                    + "  try: end the container first, or learnc rmi --force");
        }
        store.remove(name.toString());
        say("Untagged: " + name);
    }

    private boolean hasFurtherName(ImageReference name) {
        Digest manifest = store.manifestDigest(name);
        return store.names().stream().anyMatch(other -> !other.equals(name) && manifest.equals(store.manifestDigest(other)));
    }

    private State userOf(ImageReference name) {
        for (Containers.Seen container : new Containers(host, where.places()).all()) {
            if (container.state() != null && name.equals(imageOf(container.state()))) {
                return container.state();
            }
        }
        return null;
    }

    /// The name in the store of the image that a container was made of; null when it cannot be told any more.
    private ImageReference imageOf(State container) {
        try {
            return new Pull(host, store, PullSettings.USUAL).name(container.image());
        } catch (Failure gone) {
            return null;
        }
    }

    /// The layers on which containers stand; null when that cannot be told, because a container's image has been removed by force.
    private Set<Digest> layersInUse() {
        var layers = new HashSet<Digest>();
        for (Containers.Seen container : new Containers(host, where.places()).all()) {
            ImageReference name = container.state() == null ? null : imageOf(container.state());
            Image image = name == null ? null : store.find(name);
            if (image == null) {
                return null;
            }
            addLayers(image, layers);
        }
        return layers;
    }

    private static void addLayers(Image image, Set<Digest> layers) {
        for (Layer layer : image.layers()) {
            layers.add(layer.diffId());
        }
    }

    private void collect(Set<Digest> inUse) {
        List<Digest> deleted = store.collect();
        if (deleted == null) {
            spec.commandLine().getErr().println("learnc: a pull is under way, so nothing is deleted yet; the next 'learnc rmi' does it.");
            return;
        }
        deleted.forEach(blob -> say("Deleted: " + blob));
        if (inUse != null) {
            removeUnpacked(inUse);
        }
    }

    private void removeUnpacked(Set<Digest> needed) {
        store.list().forEach(image -> addLayers(image, needed));
        LayerStore unpacked = new LayerStore(host, where.places());
        for (Digest layer : unpacked.layers()) {
            if (!needed.contains(layer)) {
                unpacked.remove(layer);
            }
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
