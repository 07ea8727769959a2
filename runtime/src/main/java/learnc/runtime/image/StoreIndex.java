package learnc.runtime.image;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_CREAT;
import static learnc.runtime.kernel.OpenFlags.O_TRUNC;
import static learnc.runtime.kernel.OpenFlags.O_WRONLY;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Digest;
import learnc.runtime.spec.ImageReference;

/// The names of the images in the store: the file `index.json`. It is replaced as a whole, so a reader sees the old or the new one.
final class StoreIndex {

    /// The digest by which a registry named an image that it has for several platforms; the store keeps only one of them.
    private static final String SOURCE = "learnc.source.digest";

    private final Kernel kernel;
    private final String path;
    private final String lockPath;

    StoreIndex(Kernel kernel, String folder) {
        this.kernel = kernel;
        path = folder + "/index.json";
        lockPath = folder + "/index.lock";
    }

    /// All entries; none when there is no store yet.
    @Why(value = "Reads which images this machine has, and which manifest each name means.",
            without = "The image would be fetched again at each run.")
    @Refused(errno = Errno.ENOENT, call = "openat", because = "there is no image on this machine yet", remedy = "")
    List<Descriptor> entries() {
        try {
            return ImageIndex.of(WholeFile.bytes(kernel, path)).manifests();
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT)) {
                return List.of();
            }
            throw refusal;
        }
    }

    /// The entry that a reference means, or null.
    Descriptor find(ImageReference reference) {
        for (Descriptor entry : entries()) {
            if (reference.digest() == null ? name(entry).equals(reference.toString()) : isAt(entry, reference)) {
                return entry;
            }
        }
        return null;
    }

    private static boolean isAt(Descriptor entry, ImageReference reference) {
        return ImageReference.of(name(entry)).name().equals(reference.name())
                && (entry.digest().equals(reference.digest()) || reference.digest().toString().equals(entry.annotations().get(SOURCE)));
    }

    /// The name of an entry.
    static String name(Descriptor entry) {
        return entry.annotations().getOrDefault(ImageIndex.REF_NAME, "");
    }

    /// The digest by which its registry knows it.
    static Digest source(Descriptor entry) {
        String source = entry.annotations().get(SOURCE);
        return source == null ? entry.digest() : Digest.of(source);
    }

    /// From now on the name means this manifest.
    void set(ImageReference reference, Descriptor manifest, Digest source) {
        var named = new Descriptor(manifest.mediaType(), manifest.digest(), manifest.sizeBytes(), manifest.platform(),
                Map.of(ImageIndex.REF_NAME, reference.toString(), SOURCE, source.toString()));
        change(entries -> {
            entries.removeIf(entry -> name(entry).equals(reference.toString()));
            entries.add(named);
            return entries;
        });
    }

    /// Forgets a name.
    void remove(String name) {
        change(entries -> {
            entries.removeIf(entry -> name(entry).equals(name));
            return entries;
        });
    }

    @Why(value = "Changes the list of images: one at a time, under a lock.",
            without = "Two images that arrive at the same moment could lose one of the two names.")
    private void change(UnaryOperator<List<Descriptor>> change) {
        try (var _ = StoreLock.alone(kernel, lockPath)) {
            replace(ImageText.index(change.apply(new ArrayList<>(entries()))));
        }
    }

    @Why(call = "openat", value = "Writes the new list of images into a file beside the old one.",
            without = "Whoever reads at this moment would find half a list.")
    @Why(call = "write", value = "Writes the new list of images.", without = "The image would have no name, and nobody could find it.")
    @Why(call = "fsync", value = "Waits until the new list is on the disk, before it replaces the old one.",
            without = "After a power cut the list could be empty.")
    @Why(call = "renameat2", value = "Puts the new list in the place of the old one, in a single step.",
            without = "The image would have no name, and nobody could find it.")
    private void replace(byte[] text) {
        String temporaryPath = path + ".new";
        int file = kernel.openat(AT_FDCWD, temporaryPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        try {
            WholeFile.writeAll(kernel, file, text, text.length);
            kernel.fsync(file);
        } finally {
            kernel.close(file);
        }
        kernel.renameat2(AT_FDCWD, temporaryPath, AT_FDCWD, path, 0);
    }
}
