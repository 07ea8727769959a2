package learnc.runtime.stage.pull;

import java.util.HexFormat;
import java.util.function.LongConsumer;

import learnc.runtime.image.BlobWriter;
import learnc.runtime.image.Descriptor;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.Failure;

/// A place where the parts of an image lie. Nothing that it gives is trusted: sizes and checksums are compared with what was promised.
interface Source extends AutoCloseable {

    /// The longest manifest, index or configuration (OCI asks registries to accept 4 MiB).
    int LARGEST_TEXT_BYTES = 4 * 1024 * 1024;

    /// A manifest or an index.
    ///
    /// @param content   as it came: its digest is that of these bytes
    /// @param mediaType what it is; one of [learnc.runtime.image.MediaTypes]
    /// @param digest    of the content
    record Text(byte[] content, String mediaType, Digest digest) {
    }

    /// What the reference names: the manifest of one image, or an index of several.
    Text text();

    /// A manifest that an index lists.
    Text text(Descriptor manifest);

    /// Writes a blob from where the writer stands to its end, and no byte more than its descriptor promises.
    ///
    /// @param progress hears how many bytes there are now
    void copy(Descriptor blob, BlobWriter into, LongConsumer progress);

    @Override
    default void close() {
    }

    /// Compares a text with its descriptor.
    ///
    /// @throws Failure when it has another length or checksum
    static Text checked(byte[] content, Descriptor promised) {
        Digest digest = digest(promised.digest(), content);
        if (content.length != promised.sizeBytes() || !digest.equals(promised.digest())) {
            throw new Failure("the manifest does not match its digest, so it is not used.\n  expected: " + promised.digest() + ", "
                    + promised.sizeBytes() + " bytes\n  received: " + digest + ", " + content.length + " bytes");
        }
        return new Text(content, promised.mediaType(), digest);
    }

    /// The digest of a content by the algorithm of another digest.
    static Digest digest(Digest like, byte[] content) {
        return new Digest(like.algorithm(), HexFormat.of().formatHex(like.hash().digest(content)));
    }
}
