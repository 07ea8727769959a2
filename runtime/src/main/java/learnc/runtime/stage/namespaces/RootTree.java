package learnc.runtime.stage.namespaces;

import static learnc.runtime.kernel.MountFlags.MNT_DETACH;
import static learnc.runtime.kernel.MountFlags.MS_BIND;
import static learnc.runtime.kernel.MountFlags.MS_REC;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_DIRECTORY;
import static learnc.runtime.kernel.OpenFlags.O_PATH;
import static learnc.runtime.kernel.OpenFlags.RESOLVE_IN_ROOT;
import static learnc.runtime.kernel.OpenFlags.RESOLVE_NO_SYMLINKS;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;

/// The image's directories, while they are not the root yet.
///
/// An image may hold symlinks that lead to the host, and a path can change between looking at it and using it. So a path
/// in the image is only ever resolved by openat2(2) with RESOLVE_IN_ROOT, and what is then used is the descriptor, never the path.
final class RootTree {

    private static final int S_IFREG = 0100000;
    private static final int FOLDER_MODE = 0755;
    private static final int FILE_MODE = 0755;
    /// As many as Linux itself follows.
    private static final int MOST_SYMLINKS = 40;

    private final Kernel inside;
    private final int root;

    private RootTree(Kernel inside, int root) {
        this.inside = inside;
        this.root = root;
    }

    /// Makes a directory a mount of its own, which pivot_root(2) demands, and opens it.
    @Why(call = "mount", value = "Mounts the image's root directory on itself, because pivot_root takes only a mount point that this namespace has "
            + "made.",
            without = "With --userns pivot_root would answer EINVAL (inherited mounts are locked there), and EBUSY for a directory that is no mount.")
    @Why(call = "openat", value = "Opens the image's root directory, so that all that follows starts from this descriptor and not from a path.",
            without = "A path that is looked up twice can mean two different things.")
    static RootTree of(Kernel inside, String path) {
        inside.mount(path, path, null, MS_BIND | MS_REC, null);
        return new RootTree(inside, inside.openat(AT_FDCWD, path, O_PATH | O_DIRECTORY | O_CLOEXEC, 0));
    }

    /// A name for an open file that mount(2) takes. The host's /proc is still there.
    static String pathOf(int descriptor) {
        return "/proc/self/fd/" + descriptor;
    }

    /// Opens a directory that must not be reached through a symlink; makes it where it is missing.
    ///
    /// @throws KernelRefusal with ELOOP or ENOTDIR when the image has something else there
    @Why(value = "Makes a place in the image where a file system will be mounted.",
            without = "mount(2) would answer ENOENT: it needs a directory to mount on.")
    int ownFolder(String path) {
        try {
            return openOwnFolder(path);
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.ENOENT)) {
                throw refusal;
            }
        }
        inside.close(folder(path));
        return openOwnFolder(path);
    }

    @Why(call = "openat2", value = "Opens the place in the image where a file system will be mounted; no symlink may lead there.",
            without = "An image with /proc as a symlink could make learnc mount somewhere else, even over the host's files.")
    @Refused(errno = Errno.ENOENT, call = "openat2", because = "the image does not have this directory; learnc makes it", remedy = "")
    @Refused(errno = Errno.ELOOP, call = "openat2", because = "the image has a symlink where a file system must be mounted",
            remedy = "another image; do not trust this one")
    private int openOwnFolder(String path) {
        return inside.openat2(root, path, O_PATH | O_DIRECTORY | O_CLOEXEC, 0, RESOLVE_IN_ROOT | RESOLVE_NO_SYMLINKS);
    }

    /// Opens a directory, wherever in the image its symlinks lead; makes those on the way that are missing.
    int folder(String path) {
        return open(path, true, 0);
    }

    /// Opens a file, or whatever else is there; makes an empty one where it is missing, and the directories on the way.
    int file(String path) {
        return open(path, false, 0);
    }

    private int open(String path, boolean isFolder, int symlinks) {
        int found = openIfThere(path, isFolder);
        return found >= 0 ? found : make(path, isFolder, symlinks);
    }

    /// The descriptor of what is at a path in the image, or −1.
    @Why(call = "openat2", value = "Looks up a path in the image as if the image were the root already, so that no symlink leads out of it.",
            without = "A symlink in the image, such as /etc -> ../../etc, could lead to the host's files.")
    @Refused(errno = Errno.ENOENT, call = "openat2", because = "the image does not have it; learnc makes it", remedy = "")
    int openIfThere(String path, boolean isFolder) {
        try {
            return inside.openat2(root, path, O_PATH | O_CLOEXEC | (isFolder ? O_DIRECTORY : 0), 0, RESOLVE_IN_ROOT);
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT)) {
                return -1;
            }
            throw refusal;
        }
    }

    @Why(call = "openat2", value = "Opens what was just made in the image.",
            without = "There would be no descriptor by which it can be used without looking the path up again.")
    private int make(String path, boolean isFolder, int symlinks) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int parent = open(parentOf(path), true, symlinks);
        try {
            makeName(parent, name, isFolder);
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.EEXIST)) {
                throw refusal;
            }
            return throughSymlink(path, parent, name, isFolder, symlinks + 1);
        } finally {
            inside.close(parent);
        }
        return inside.openat2(root, path, O_PATH | O_CLOEXEC, 0, RESOLVE_IN_ROOT);
    }

    @Why(call = "mkdirat", value = "Makes a directory in the image on which something can be mounted.", without = "mount(2) would answer ENOENT.")
    @Why(call = "mknodat", value = "Makes an empty file in the image on which another file can be mounted.",
            without = "A file can only be bound over a file that is there: ENOENT.")
    @Refused(errno = Errno.EEXIST, call = {"mkdirat", "mknodat"}, because = "the name is there: a symlink to something that is missing, which is "
            + "made instead",
            remedy = "")
    private void makeName(int parent, String name, boolean isFolder) {
        if (isFolder) {
            inside.mkdirat(parent, name, FOLDER_MODE);
        } else {
            inside.mknodat(parent, name, S_IFREG | FILE_MODE, 0);
        }
    }

    /// The name is there, and yet nothing could be opened: it is a symlink to something that is missing. That is made, in the image.
    @Why(call = "readlinkat", value = "Reads where a symlink of the image leads, to make that inside the image.",
            without = "Nothing could be mounted there, because the symlink leads nowhere.")
    private int throughSymlink(String path, int parent, String name, boolean isFolder, int symlinks) {
        if (symlinks > MOST_SYMLINKS) {
            throw new Failure("cannot use " + path + " in the image: more than " + MOST_SYMLINKS + " symlinks lead to it"
                    + "\n  try: another path; do not trust this image");
        }
        String target = inside.readlinkat(parent, name);
        return open(target.startsWith("/") ? target : parentOf(path) + "/" + target, isFolder, symlinks);
    }

    private static String parentOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /// Changes the root of this process to the image; the host's files are out of reach from here on.
    @Why(call = "fchdir", value = "Steps into the image's root directory, because the next call names it \".\".",
            without = "pivot_root(\".\") would mean the directory in which learnc was started.")
    @Why(call = "pivot_root", value = "Makes the image the root of this mount namespace, and lays the old root over it for a moment.",
            without = "\"/\" would still be the host's root; chroot(2) in its place can be left again by a process with CAP_SYS_CHROOT.")
    @Why(call = "umount2", value = "Takes the old root away, with everything that is mounted below it.",
            without = "`ls /..` inside would list the files of the host.")
    @Why(call = "chdir", value = "Steps into the new root.",
            without = "Nothing would be different: the step before has left the process there; runc does it, too, to be sure.")
    @Refused(errno = Errno.EINVAL, call = "pivot_root", because = "the new root is no mount of this namespace, or the mount above it is shared",
            remedy = "mount it on itself first, and make / private")
    void becomeRoot() {
        inside.fchdir(root);
        // The old root then lies exactly over the new one, so no directory has to be made for it.
        inside.pivotRoot(".", ".");
        inside.umount2(".", MNT_DETACH);
        inside.chdir("/");
        inside.close(root);
    }
}
