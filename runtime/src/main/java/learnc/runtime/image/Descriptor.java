package learnc.runtime.image;

import java.util.Map;

import learnc.runtime.json.JsonObject;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Platform;

/// What one part of an image says about another: its kind, its checksum, its length. With these three the part can be fetched
/// from anywhere and checked. (OCI image specification, "descriptor".)
///
/// @param mediaType   what it is, one of [MediaTypes]
/// @param digest      names its content
/// @param sizeBytes   length of its content, 0 to 1 TiB
/// @param platform    the machine it is for, in an index; else null
/// @param annotations further remarks
public record Descriptor(String mediaType, Digest digest, long sizeBytes, Platform platform, Map<String, String> annotations) {

    private static final long LARGEST_BYTES = 1L << 40;

    /// A descriptor without remarks.
    public static Descriptor of(String mediaType, Digest digest, long sizeBytes) {
        return new Descriptor(mediaType, digest, sizeBytes, null, Map.of());
    }

    static Descriptor of(JsonObject json) {
        long sizeBytes = json.number("size");
        if (sizeBytes < 0 || sizeBytes > LARGEST_BYTES) {
            throw json.wrong("size", "is " + sizeBytes + ", which no part of an image can have");
        }
        return new Descriptor(json.text("mediaType"), Digest.of(json.text("digest")), sizeBytes, platform(json),
                json.object("annotations").texts());
    }

    private static Platform platform(JsonObject json) {
        if (!json.has("platform")) {
            return null;
        }
        JsonObject platform = json.object("platform");
        return new Platform(platform.text("os"), platform.text("architecture"), platform.text("variant"));
    }
}
