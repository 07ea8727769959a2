package learnc.runtime.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import learnc.runtime.json.JsonObject;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.ImageConfig;
import learnc.runtime.spec.Platform;

/// An image's configuration as it is stored: what the image says about its program, and the checksums of its layers when they
/// are decompressed (OCI image specification, "config").
///
/// @param config  what the image says
/// @param diffIds one for each layer, the lowest first
public record ConfigFile(ImageConfig config, List<Digest> diffIds) {

    /// Reads a configuration, OCI's or Docker's.
    public static ConfigFile of(byte[] text) {
        JsonObject json = JsonObject.of(text, "the image's configuration");
        var diffIds = new ArrayList<Digest>();
        for (String diffId : json.object("rootfs").texts("diff_ids")) {
            diffIds.add(Digest.of(diffId));
        }
        Platform platform = new Platform(json.text("os"), json.text("architecture"), json.text("variant"));
        return new ConfigFile(config(json.object("config"), platform), List.copyOf(diffIds));
    }

    private static ImageConfig config(JsonObject json, Platform platform) {
        return new ImageConfig(List.copyOf(json.texts("Env")), List.copyOf(json.texts("Entrypoint")), List.copyOf(json.texts("Cmd")),
                json.text("WorkingDir"), json.text("User"), json.text("StopSignal"), List.copyOf(json.object("ExposedPorts").names()),
                List.copyOf(json.object("Volumes").names()), new LinkedHashMap<>(json.object("Labels").texts()), platform);
    }
}
