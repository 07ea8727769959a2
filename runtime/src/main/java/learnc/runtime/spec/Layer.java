package learnc.runtime.spec;

/// One layer of an image: a tar archive of what it adds, changes and removes.
///
/// @param blob      names the archive as it is stored, usually compressed
/// @param diffId    names the archive when it is decompressed; the same layer packed in another way has the same one
/// @param mediaType how it is packed, such as `application/vnd.oci.image.layer.v1.tar+gzip`
/// @param sizeBytes length of the stored archive
public record Layer(Digest blob, Digest diffId, String mediaType, long sizeBytes) {
}
