package learnc.runtime.image;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.json.JsonObject;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Platform;

/// A list of manifests: of one image for several platforms, or of all images in a folder (OCI image specification, "image index").
///
/// @param manifests in the order of the text
public record ImageIndex(List<Descriptor> manifests) {

    /// The annotation that names a manifest in a layout folder.
    public static final String REF_NAME = "org.opencontainers.image.ref.name";

    /// Reads an index, or Docker's "manifest list".
    public static ImageIndex of(byte[] text) {
        return of(JsonObject.of(text, "the image index"));
    }

    /// Reads an index, or Docker's "manifest list".
    public static ImageIndex of(JsonObject json) {
        if (json.number("schemaVersion") != 2) {
            throw json.wrong("schemaVersion", "is " + json.number("schemaVersion") + "; learnc knows version 2");
        }
        if (json.has("layers") || json.has("config")) {
            throw json.wrong("manifests", "stands beside layers: one reader would see one image, the next another");
        }
        var manifests = new ArrayList<Descriptor>();
        for (JsonObject manifest : json.objects("manifests")) {
            manifests.add(Descriptor.of(manifest));
        }
        return new ImageIndex(List.copyOf(manifests));
    }

    /// The manifest for a platform: one that names the same variant, else the first that fits.
    ///
    /// @throws Failure when there is none: lists those that there are
    public Descriptor forPlatform(Platform wanted) {
        Descriptor found = null;
        for (Descriptor manifest : manifests) {
            if (manifest.platform() != null && wanted.accepts(manifest.platform())) {
                if (manifest.platform().variant().equals(wanted.variant())) {
                    return manifest;
                }
                found = found == null ? manifest : found;
            }
        }
        if (found == null) {
            throw new Failure("the image does not exist for " + wanted + ".\n  It exists for: " + platforms()
                    + "\n  try: --platform with one of these (its programs run only on such a machine, or under an emulator)");
        }
        return found;
    }

    private String platforms() {
        var names = new StringBuilder();
        for (Descriptor manifest : manifests) {
            if (manifest.platform() != null) {
                names.append(names.isEmpty() ? "" : ", ").append(manifest.platform());
            }
        }
        return names.isEmpty() ? "no platform at all" : names.toString();
    }
}
