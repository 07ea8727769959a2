package learnc.runtime.stage.pull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

import learnc.runtime.image.BlobWriter;
import learnc.runtime.image.ConfigFile;
import learnc.runtime.image.Descriptor;
import learnc.runtime.image.Manifest;
import learnc.runtime.image.MediaTypes;
import learnc.runtime.json.JsonObject;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.ImageReference;
import learnc.runtime.spec.Shown;

/// What `docker save` writes: `manifest.json` names a configuration and the files of the layers, but no checksums. So the manifest is made
/// here. A layer that is a plain tar must have the checksum that the configuration gives for it.
final class DockerArchive implements Source {

    private static final int GZIP_MAGIC = 0x1f8b;

    private final Members members;
    private final JsonObject image;
    private final String tag;
    private final Map<Digest, String> files = new HashMap<>();

    /// @param tag tells several images in one archive apart, such as `alpine:3`; empty when there is only one
    DockerArchive(Members members, byte[] manifestText, String tag) {
        this.members = members;
        this.tag = tag;
        // The text is a list; wrapped, it is an object like all others.
        byte[] wrapped = ("{\"images\":" + new String(manifestText, StandardCharsets.UTF_8) + "}").getBytes(StandardCharsets.UTF_8);
        image = chosen(JsonObject.of(wrapped, "manifest.json in " + members.place()).objects("images"));
    }

    private JsonObject chosen(List<JsonObject> images) {
        var names = new ArrayList<String>();
        for (JsonObject candidate : images) {
            if (tag.isEmpty() && images.size() == 1) {
                return candidate;
            }
            for (String name : candidate.texts("RepoTags")) {
                if (!tag.isEmpty() && ImageReference.of(name).equals(ImageReference.of(tag))) {
                    return candidate;
                }
                names.add(Shown.shortened(name));
            }
        }
        throw new Failure(members.place() + (tag.isEmpty() ? " holds " + images.size() + " images" : " has no image '" + Shown.shortened(tag) + "'")
                + ".\n  try: put one of these names behind the path, after a colon: " + String.join(", ", names));
    }

    /// The name that the archive gives its image; empty when it gives none.
    String nameInside() {
        List<String> names = image.texts("RepoTags");
        return !tag.isEmpty() ? tag : names.isEmpty() ? "" : names.getFirst();
    }

    @Override
    public Text text() {
        byte[] config = required(image.text("Config"));
        List<Digest> diffIds = ConfigFile.of(config).diffIds();
        List<String> names = image.texts("Layers");
        if (names.size() != diffIds.size()) {
            throw new Failure(members.place() + " contradicts itself: it lists " + names.size() + " layers, its configuration " + diffIds.size() + ".");
        }
        var layers = new ArrayList<Descriptor>();
        for (String name : names) {
            layers.add(layer(name, diffIds.get(layers.size())));
        }
        Digest configDigest = Digest.sha256(config);
        files.put(configDigest, image.text("Config"));
        byte[] manifest = new Manifest(MediaTypes.OCI_MANIFEST, Descriptor.of(MediaTypes.OCI_CONFIG, configDigest, config.length), layers).text();
        return new Text(manifest, MediaTypes.OCI_MANIFEST, Digest.sha256(manifest));
    }

    /// The archive says neither how long a layer is nor how it is packed: it has to be read once to know.
    private Descriptor layer(String name, Digest diffId) {
        try (InputStream input = members.open(name)) {
            if (input == null) {
                throw missing(name);
            }
            MessageDigest hash = Digest.newSha256();
            var chunk = new byte[128 * 1024];
            int count = input.readNBytes(chunk, 0, chunk.length);
            boolean isGzip = count > 1 && ((chunk[0] & 0xFF) << 8 | chunk[1] & 0xFF) == GZIP_MAGIC;
            long sizeBytes = 0;
            for (; count > 0; count = input.readNBytes(chunk, 0, chunk.length)) {
                hash.update(chunk, 0, count);
                sizeBytes += count;
            }
            Digest digest = new Digest("sha256", HexFormat.of().formatHex(hash.digest()));
            refuseOther(name, isGzip, digest, diffId);
            files.put(digest, name);
            return Descriptor.of(isGzip ? MediaTypes.OCI_LAYER_GZIP : MediaTypes.OCI_LAYER, digest, sizeBytes);
        } catch (IOException failure) {
            throw new Failure(members.place() + " cannot be read: " + failure.getMessage() + ".", failure);
        }
    }

    private void refuseOther(String name, boolean isGzip, Digest digest, Digest diffId) {
        if (!isGzip && !digest.equals(diffId)) {
            throw new Failure("the layer " + name + " in " + members.place() + " does not match its digest, so it is not used.\n  expected: " + diffId
                    + "\n  received: " + digest + "\n  try: save the image again");
        }
    }

    private byte[] required(String name) {
        byte[] content = members.small(name);
        if (content == null) {
            throw missing(name);
        }
        return content;
    }

    private Failure missing(String name) {
        return new Failure(members.place() + " is not complete: " + Shown.shortened(name) + " is missing.");
    }

    @Override
    public Text text(Descriptor manifest) {
        throw new IllegalStateException("docker save writes no index");
    }

    @Override
    public void copy(Descriptor blob, BlobWriter into, LongConsumer progress) {
        Copying.copy(members, files.get(blob.digest()), blob, into, progress);
    }
}
