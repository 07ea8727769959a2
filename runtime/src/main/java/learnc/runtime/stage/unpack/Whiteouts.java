package learnc.runtime.stage.unpack;

import static learnc.runtime.kernel.OpenFlags.AT_SYMLINK_NOFOLLOW;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_DIRECTORY;
import static learnc.runtime.kernel.OpenFlags.O_NOFOLLOW;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;

import java.io.IOException;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;

/// What a layer removes. In the archive it is an empty file with a special name; for overlayfs it is a character device 0/0,
/// or a mark on a directory. (OCI image specification, "layer", section "Whiteouts"; Linux, overlayfs.rst.)
///
/// A whiteout speaks about the layers below only, wherever it stands in the archive: what its own layer puts at the same
/// path stays.
final class Whiteouts {

    private static final String PREFIX = ".wh.";
    private static final String META = ".wh..wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final int CHARACTER_DEVICE = 0020000;
    private static final byte[] YES = {'y'};

    private final Kernel host;
    private final LayerFolder folder;
    private boolean hidesAllBelow;

    Whiteouts(Kernel host, LayerFolder folder) {
        this.host = host;
        this.folder = folder;
    }

    /// Whether an entry is no file but says what is removed, or is AUFS's own bookkeeping, which older tools packed too.
    static boolean isWhiteout(Entry entry) {
        return entry.name().startsWith(PREFIX) || isBookkeeping(entry);
    }

    /// Turns the entry into what overlayfs understands.
    ///
    /// @throws IOException when it names something else than a file beside it
    void make(Entry entry) throws IOException {
        if (entry.name().equals(OPAQUE)) {
            hidesAllBelow |= entry.parent().isEmpty();
            hideBelow(host, folder.directory(entry.parent()));
        } else if (!isBookkeeping(entry)) {
            hide(entry, entry.name().substring(PREFIX.length()));
        }
    }

    /// Whether the root itself was said to be opaque.
    boolean hideAllBelow() {
        return hidesAllBelow;
    }

    private static boolean isBookkeeping(Entry entry) {
        return entry.path().startsWith(META) || entry.path().contains("/" + META);
    }

    @Why(call = "mknodat", value = "Makes a whiteout, a device 0/0: by this the overlay knows that the file of a lower layer is deleted.",
            without = "A file that the image's maker has deleted would be there again.")
    @Refused(errno = Errno.EEXIST, call = "mknodat", because = "the layer has put something of its own there, which hides the lower file by itself",
            remedy = "")
    private void hide(Entry entry, String name) throws IOException {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw new IOException("the whiteout '" + entry.path() + "' names no file");
        }
        int parent = folder.directory(entry.parent());
        try {
            host.mknodat(parent, name, CHARACTER_DEVICE, 0);
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.EEXIST)) {
                throw refusal;
            }
            hideBelowIfDirectory(parent, name);
        }
    }

    /// The layer has put something of its own there, which hides a lower file by itself; a directory would be merged with a lower one.
    @Why(value = "Looks whether the layer has a directory of its own at a path that it also deletes.",
            without = "Files of lower layers in that directory would be seen again.")
    private void hideBelowIfDirectory(int parent, String name) {
        if (host.statx(parent, name, AT_SYMLINK_NOFOLLOW).isDirectory()) {
            int directory = host.openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);
            try {
                hideBelow(host, directory);
            } finally {
                host.close(directory);
            }
        }
    }

    /// Makes an open directory opaque: what lower layers have in it is not seen.
    @Why(call = "fsetxattr", value = "Marks a directory as opaque: what lower layers have in it is not seen.",
            without = "Files that the image's maker has deleted would be there again.")
    @Refused(errno = Errno.EOPNOTSUPP, call = "fsetxattr", because = "the file system of the state directory cannot keep trusted attributes",
            remedy = "a state directory on ext4, xfs or btrfs (--root)")
    static void hideBelow(Kernel host, int directory) {
        host.fsetxattr(directory, "trusted.overlay.opaque", YES, 0);
    }
}
