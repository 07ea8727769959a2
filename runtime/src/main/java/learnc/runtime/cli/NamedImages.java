package learnc.runtime.cli;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.image.ImageStore;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Image;
import learnc.runtime.spec.ImageReference;
import learnc.runtime.spec.Shown;

/// The images that a word on the command line means: by reference, or by the beginning of an ID.
final class NamedImages {

    private static final int FEWEST_DIGITS = 4;
    private static final int WHOLE_ID = 64;
    private static final String SHA256 = "sha256:";

    private NamedImages() {
    }

    /// The names in the store that are meant: one, or all names of the image with that ID.
    ///
    /// @throws Failure when there is none, or the digits fit several images
    static List<ImageReference> of(ImageStore store, String word) {
        ImageReference byName = byName(store, word);
        List<ImageReference> names = byName != null ? List.of(byName) : byId(store, word);
        if (names.isEmpty()) {
            throw new Failure("there is no image '" + Shown.shortened(word) + "' here.\n  try: learnc images lists those that are");
        }
        return names;
    }

    private static ImageReference byName(ImageStore store, String word) {
        if (isDigits(word.startsWith(SHA256) ? word.substring(SHA256.length()) : word) && word.length() >= WHOLE_ID) {
            return null;
        }
        ImageReference reference = ImageReference.of(word);
        for (ImageReference name : store.names()) {
            if (name.equals(reference) || reference.digest() != null && name.name().equals(reference.name()) && isAt(store, name, reference)) {
                return name;
            }
        }
        return null;
    }

    private static boolean isAt(ImageStore store, ImageReference name, ImageReference reference) {
        return reference.digest().equals(store.sourceDigest(name)) || reference.digest().equals(store.manifestDigest(name));
    }

    private static List<ImageReference> byId(ImageStore store, String word) {
        String digits = word.startsWith(SHA256) ? word.substring(SHA256.length()) : word;
        var names = new ArrayList<ImageReference>();
        if (digits.length() < FEWEST_DIGITS) {
            return names;
        }
        Image first = null;
        for (Image image : store.list()) {
            if (image.config().hex().startsWith(digits)) {
                if (first != null && !first.config().equals(image.config())) {
                    throw new Failure("more than one image's ID begins with '" + Shown.shortened(word) + "'.\n  try: more digits; learnc images --no-trunc");
                }
                first = image;
                names.add(ImageReference.of(image.reference()));
            }
        }
        return names;
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }
}
