package learnc.runtime.stage.unpack;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_DIRECTORY;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;
import static learnc.runtime.kernel.OpenFlags.RESOLVE_IN_ROOT;
import static learnc.runtime.kernel.OpenFlags.RESOLVE_NO_MAGICLINKS;

import java.util.LinkedHashMap;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;

/// The directory of one layer, as a world of its own: nothing that an archive names is ever looked for outside.
///
/// Every directory in it is opened by `openat2` with RESOLVE_IN_ROOT: to the kernel the layer's directory is `/` for that
/// one call, for `..` and absolute symlinks alike. Everything is then made with the `…at` calls on that descriptor and a
/// name without a slash, so no later lookup can go another way. A symlink in the middle of a path is followed, inside:
/// so do containerd and Docker, and merged-/usr images need it.
final class LayerFolder implements AutoCloseable {

    private static final int OPEN = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
    private static final int MOST_OPEN = 32;
    private static final int MOST_TRIES = 64;

    private final Kernel host;
    private final int root;
    private final LinkedHashMap<String, Integer> open = new LinkedHashMap<>(MOST_OPEN, 0.75f, true);

    @Why(call = "openat", value = "Opens the layer's own directory: everything in the archive will be looked up below this descriptor.",
            without = "A name such as ../../etc/passwd in a hostile archive could lead to the host's files.")
    LayerFolder(Kernel host, String path) {
        this.host = host;
        this.root = host.openat(AT_FDCWD, path, OPEN, 0);
    }

    int root() {
        return root;
    }

    /// An open directory of the layer; it is made (root's, 0755) with those above it where it is missing.
    ///
    /// The descriptor stays this object's own, and is good until the next call.
    ///
    /// @param path plain, see [LayerPath]; empty for the root
    int directory(String path) {
        if (path.isEmpty()) {
            return root;
        }
        Integer known = open.get(path);
        return known == null ? remember(path, openOrMake(path)) : known;
    }

    /// Forgets open directories: one of them may be about to go.
    void forget() {
        for (int directory : open.values()) {
            host.close(directory);
        }
        open.clear();
    }

    private int remember(String path, int directory) {
        if (open.size() == MOST_OPEN) {
            host.close(open.pollFirstEntry().getValue());
        }
        open.put(path, directory);
        return directory;
    }

    private int openOrMake(String path) {
        try {
            return openInside(path);
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.ENOENT)) {
                throw refusal;
            }
        }
        int slash = path.lastIndexOf('/');
        int parent = directory(path.substring(0, Math.max(0, slash)));
        make(path, parent, path.substring(slash + 1));
        return openInside(path);
    }

    /// What could not be opened because it is missing, and cannot be made because it is there, is a symlink to nowhere.
    @Why(call = "mkdirat", value = "Makes a directory that the archive does not name itself, but puts files into.",
            without = "Those files could not be made: ENOENT.")
    @Refused(errno = Errno.EEXIST, call = "mkdirat", because = "the archive puts files below a symlink that leads nowhere inside the layer",
            remedy = "do not trust this image: to another program the symlink could mean a directory of the host")
    private void make(String path, int parent, String name) {
        try {
            host.mkdirat(parent, name, 0755);
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.EEXIST)) {
                throw new IllegalArgumentException("'" + path + "', below which it puts files, is a symlink that leads nowhere inside the layer", refusal);
            }
            throw refusal;
        }
    }

    /// Opens a directory of the layer, for the caller to close.
    ///
    /// While something is renamed or mounted anywhere on the machine, the kernel cannot vouch for a path with `..` in it
    /// and says EAGAIN.
    @Why(call = "openat2", value = "Opens a directory of the layer as if the layer's directory were \"/\": no \"..\", no symlink leads out.",
            without = "A symlink in a hostile layer could make learnc write to the host's files (a \"zip slip\").")
    @Refused(errno = Errno.ENOENT, call = "openat2", because = "the archive has not named this directory; it is made now", remedy = "")
    @Refused(errno = Errno.EAGAIN, call = "openat2", because = "something on the machine was renamed meanwhile, so the kernel cannot vouch for the "
            + "path; it is asked again",
            remedy = "")
    int openInside(String path) {
        for (int tries = 1; ; tries++) {
            try {
                return host.openat2(root, path, OPEN, 0, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
            } catch (KernelRefusal refusal) {
                if (!refusal.is(Errno.EAGAIN) || tries == MOST_TRIES) {
                    throw refusal;
                }
            }
        }
    }

    @Override
    public void close() {
        forget();
        host.close(root);
    }
}
