package learnc.runtime.spec;

import java.util.List;

/// An image that lies complete in the store.
///
/// @param reference     its full name, such as `docker.io/library/alpine:latest`
/// @param manifest      names the list of its parts
/// @param config        names its configuration; what `docker images` shows as the image's ID
/// @param configuration what the image says about its program
/// @param layers        the lowest first
public record Image(String reference, Digest manifest, Digest config, ImageConfig configuration, List<Layer> layers) {

    /// Length of all layers as they are stored.
    public long sizeBytes() {
        long sum = 0;
        for (Layer layer : layers) {
            sum += layer.sizeBytes();
        }
        return sum;
    }
}
