package learnc.runtime.stage.pull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import learnc.runtime.spec.Digest;

/// The texts and blobs of an image that exists only in a test. Its layers are noise: a pull does not look into them.
final class FakeImage {

    static final int LAYER_BYTES = 200_000;
    static final String OCI = "application/vnd.oci.image.";

    final List<byte[]> layers = new ArrayList<>();
    byte[] config;
    byte[] manifest;

    FakeImage(int layerCount) {
        for (int i = 0; i < layerCount; i++) {
            var noise = new byte[LAYER_BYTES];
            new Random(i).nextBytes(noise);
            layers.add(noise);
        }
        config = config("amd64");
        manifest = manifest();
    }

    byte[] config(String architecture) {
        var diffIds = new ArrayList<String>();
        layers.forEach(layer -> diffIds.add('"' + Digest.sha256(layer).toString() + '"'));
        return bytes("{\"os\":\"linux\",\"architecture\":\"" + architecture + "\",\"config\":{\"Cmd\":[\"sh\"]},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":"
                + diffIds + "}}");
    }

    byte[] manifest() {
        var parts = new ArrayList<String>();
        layers.forEach(layer -> parts.add(descriptor("layer.v1.tar", layer)));
        return bytes("{\"schemaVersion\":2,\"mediaType\":\"" + OCI + "manifest.v1+json\",\"config\":" + descriptor("config.v1+json", config)
                + ",\"layers\":" + parts + "}");
    }

    static String descriptor(String kind, byte[] content) {
        return descriptor(kind, Digest.sha256(content).toString(), content.length);
    }

    static String descriptor(String kind, String digest, long size) {
        return "{\"mediaType\":\"" + OCI + kind + "\",\"digest\":\"" + digest + "\",\"size\":" + size + "}";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
