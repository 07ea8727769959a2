package learnc.runtime.image;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.json.JsonObject;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Shown;

/// The list of one image's parts (OCI image specification, "image manifest"; Docker's "image manifest version 2, schema 2" is the same
/// but for the names of the kinds).
///
/// @param mediaType OCI's or Docker's
/// @param config    the image's configuration
/// @param layers    the lowest first, at most 500 (more than overlayfs can stack)
public record Manifest(String mediaType, Descriptor config, List<Descriptor> layers) {

    private static final int MOST_LAYERS = 500;

    /// Reads a manifest.
    ///
    /// @throws Failure when it is none, is of the old schema 1, or lists what is no container image
    public static Manifest of(byte[] text) {
        return of(JsonObject.of(text, "the manifest"));
    }

    /// Reads a manifest.
    ///
    /// @throws Failure when it is none, is of the old schema 1, or lists what is no container image
    public static Manifest of(JsonObject json) {
        refuseOther(json);
        Descriptor config = Descriptor.of(json.object("config"));
        if (!MediaTypes.isConfig(config.mediaType())) {
            throw new Failure("this is no container image: its configuration is of the kind '" + Shown.shortened(config.mediaType()) + "'.\n"
                    + "  Registries also hold charts, signatures and other things, which cannot be run.");
        }
        var layers = new ArrayList<Descriptor>();
        for (JsonObject layer : json.objects("layers")) {
            layers.add(checkedLayer(Descriptor.of(layer)));
        }
        if (layers.size() > MOST_LAYERS) {
            throw json.wrong("layers", "lists " + layers.size() + " layers; Linux can stack at most " + MOST_LAYERS);
        }
        return new Manifest(mediaType(json), config, List.copyOf(layers));
    }

    /// The manifest as a text. The same manifest always gives the same bytes.
    public byte[] text() {
        return ImageText.manifest(this);
    }

    private static void refuseOther(JsonObject json) {
        if (json.has("manifests")) {
            throw json.wrong("manifests", "stands beside layers: one reader would see one image, the next another");
        }
        if (json.number("schemaVersion") == 1) {
            throw new Failure("the manifest is of Docker's old schema 1, which carries no checksums that could be trusted.\n"
                    + "  try: push the image again with a current tool (docker, podman, skopeo), or use a newer tag");
        }
        if (json.number("schemaVersion") != 2) {
            throw json.wrong("schemaVersion", "is " + json.number("schemaVersion") + "; learnc knows version 2");
        }
        if (!MediaTypes.isManifest(mediaType(json))) {
            throw json.wrong("mediaType", "is '" + Shown.shortened(mediaType(json)) + "', which is no image manifest");
        }
    }

    private static Descriptor checkedLayer(Descriptor layer) {
        if (!MediaTypes.isLayer(layer.mediaType())) {
            throw new Failure("the manifest: layers: '" + Shown.shortened(layer.mediaType()) + "' is no kind of layer that learnc knows.");
        }
        return layer;
    }

    /// OCI lets a manifest leave its own kind out.
    private static String mediaType(JsonObject json) {
        return json.has("mediaType") ? json.text("mediaType") : MediaTypes.OCI_MANIFEST;
    }
}
