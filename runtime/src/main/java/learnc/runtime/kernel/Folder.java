package learnc.runtime.kernel;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.AT_REMOVEDIR;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_DIRECTORY;
import static learnc.runtime.kernel.OpenFlags.O_NOFOLLOW;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;
import static learnc.runtime.kernel.OpenFlags.RESOLVE_BENEATH;
import static learnc.runtime.kernel.OpenFlags.RESOLVE_NO_SYMLINKS;
import static learnc.runtime.kernel.OpenFlags.RESOLVE_NO_XDEV;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Directories: making a path of them, listing one, removing one with all that it holds.
public final class Folder {

    private static final int DT_DIR = 4;
    private static final int NAME_AT = 19;
    private static final int OPEN_FOLDER = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    /// Each level that is followed takes a descriptor and some stack, and a program can make directories in directories without end.
    private static final int DEEPEST = 100;
    private static final int RENAME_NOREPLACE = 1;
    private static final int SEEK_SET = 0;
    private static final long ON_THIS_MOUNT = RESOLVE_NO_XDEV | RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH;

    /// One name in a directory.
    ///
    /// @param name        without the path
    /// @param isDirectory false also for a symlink to a directory
    public record Entry(String name, boolean isDirectory) {
    }

    private Folder() {
    }

    /// Whether something is at this path.
    @Why(call = "faccessat2", value = "Looks whether it is there: {}", without = "{}")
    @Refused(errno = Errno.ENOENT, call = "faccessat2", because = "it is not there, which is the answer that was asked for", remedy = "")
    @Refused(errno = Errno.ENOTDIR, call = "faccessat2", because = "a file stands on the way to it, so it cannot be there", remedy = "")
    public static boolean exists(Kernel kernel, String path) {
        try {
            kernel.faccessat2(AT_FDCWD, path, 0, OpenFlags.AT_SYMLINK_NOFOLLOW);
            return true;
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT) || refusal.is(Errno.ENOTDIR)) {
                return false;
            }
            throw refusal;
        }
    }

    /// Makes a directory and those above it, where they are missing.
    public static void makeAll(Kernel kernel, String path, int mode) {
        if (path.isEmpty() || exists(kernel, path)) {
            return;
        }
        makeAll(kernel, path.substring(0, Math.max(0, path.lastIndexOf('/'))), mode);
        makeIfMissing(kernel, path, mode);
    }

    @Why(call = "mkdirat", value = "Makes a directory that was missing: {}", without = "{}")
    @Refused(errno = Errno.EEXIST, call = "mkdirat", because = "somebody else has made it in the meantime, which is just as good", remedy = "")
    private static void makeIfMissing(Kernel kernel, String path, int mode) {
        try {
            kernel.mkdirat(AT_FDCWD, path, mode);
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.EEXIST)) {
                throw refusal;
            }
        }
    }

    /// The names in a directory, without `.` and `..`, in the kernel's order.
    @Why(call = "openat", value = "Opens the directory to read the names in it: {}", without = "{}")
    public static List<Entry> list(Kernel kernel, String path) {
        int folder = kernel.openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
        try {
            return list(kernel, folder);
        } finally {
            kernel.close(folder);
        }
    }

    /// The names in an open directory, without `.` and `..`, in the kernel's order.
    @Why(call = "getdents64", about = "[]", value = "Asks for more names, because only an empty answer says that these were all.",
            without = "The names that did not fit into the first answer would be overlooked.")
    public static List<Entry> list(Kernel kernel, int folder) {
        var entries = new ArrayList<Entry>();
        for (byte[] raw = kernel.getdents64(folder); raw.length > 0; raw = kernel.getdents64(folder)) {
            addEntries(raw, entries);
        }
        return entries;
    }

    private static void addEntries(byte[] raw, List<Entry> entries) {
        for (int at = 0; at < raw.length; ) {
            int length = Short.toUnsignedInt((short) (raw[at + 16] & 0xFF | raw[at + 17] << 8));
            int end = at + NAME_AT;
            while (raw[end] != 0) {
                end++;
            }
            String name = KernelText.text(raw, at + NAME_AT, end - at - NAME_AT);
            if (!name.equals(".") && !name.equals("..")) {
                entries.add(new Entry(name, raw[at + 18] == DT_DIR));
            }
            at += length;
        }
    }

    /// The names among raw entries, for the trace: `[{d_name="a"}, {d_name="b"}]`.
    static String decoded(byte[] raw) {
        var entries = new ArrayList<Entry>();
        addEntries(raw, entries);
        var text = new StringBuilder("[");
        for (Entry entry : entries) {
            text.append(text.length() == 1 ? "" : ", ").append("{d_name=").append(Decoders.quoted(entry.name())).append('}');
        }
        return text.append(']').toString();
    }

    /// Removes a directory and everything in it. Symlinks are removed, never followed, and nothing behind a mount is touched:
    /// where something is mounted, the removal stops with `EXDEV`.
    @Why(call = "openat", value = "Opens the directory above what is to be removed, so that each further step is a single name: {}",
            without = "A directory on a long path could be exchanged for a symlink while the removal goes on.")
    public static void removeTree(Kernel kernel, String path) {
        int slash = path.lastIndexOf('/');
        int parent = kernel.openat(AT_FDCWD, slash <= 0 ? "/" : path.substring(0, slash), O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
        try {
            removeTree(kernel, parent, path.substring(slash + 1));
        } finally {
            kernel.close(parent);
        }
    }

    /// The same, for a directory in an open one. However deep its tree is: what lies deeper than a hundred levels is first moved up.
    @Why(call = "lseek", value = "Goes back to the start of the directory, to see whether anything is left in it.",
            without = "What was moved up from a tree that is too deep would be overlooked, and the directory could not be removed.")
    @Why(call = "unlinkat", value = "Removes the directory itself, which is empty by now.", without = "An empty directory would stay.")
    @Refused(errno = Errno.ENOENT, call = "unlinkat", because = "somebody else has removed it already", remedy = "")
    public static void removeTree(Kernel kernel, int parent, String name) {
        int folder = open(kernel, parent, name);
        try {
            while (!empty(kernel, folder, folder, 1)) {
                // What was moved up is seen when the directory is read once more, from its start.
                kernel.lseek(folder, 0, SEEK_SET);
            }
        } finally {
            kernel.close(folder);
        }
        kernel.unlinkat(parent, name, AT_REMOVEDIR);
    }

    @Why(call = "openat2", value = "Opens a directory that is to be emptied, following no symlink and crossing no mount: {}",
            without = "A symlink that the container has left there could lead the removal to files of the host.")
    @Refused(errno = Errno.ENOENT, call = "openat2", because = "it is not there, so there is nothing to remove", remedy = "")
    private static int open(Kernel kernel, int parent, String name) {
        return kernel.openat2(parent, name, OPEN_FOLDER, 0, ON_THIS_MOUNT);
    }

    /// @return false when something that was too deep lies in `top` now
    @Why(call = "unlinkat", value = "Removes one name, because Linux removes a directory only when nothing is left in it.",
            without = "Removing the directory would be refused with ENOTEMPTY.")
    @Why(call = "getdents64", value = "Reads which names are in the directory that is to be removed.",
            without = "Removing it would be refused with ENOTEMPTY, and nobody would know what is in the way.")
    @Why(call = "renameat2", value = "Moves a directory up that lies too deep to be reached one level at a time.",
            without = "A program in the container could make directories so deep that they could never be removed.")
    private static boolean empty(Kernel kernel, int top, int folder, int depth) {
        boolean isAllGone = true;
        for (Entry entry : list(kernel, folder)) {
            if (!entry.isDirectory()) {
                kernel.unlinkat(folder, entry.name(), 0);
            } else if (depth < DEEPEST) {
                isAllGone &= removeBranch(kernel, top, folder, entry.name(), depth);
            } else {
                kernel.renameat2(folder, entry.name(), top, UUID.randomUUID().toString(), RENAME_NOREPLACE);
                isAllGone = false;
            }
        }
        return isAllGone;
    }

    @Why(call = "unlinkat", value = "Removes a directory that is empty by now.", without = "The directory above it could not be removed: ENOTEMPTY.")
    private static boolean removeBranch(Kernel kernel, int top, int parent, String name, int depth) {
        boolean isAllGone;
        int folder = open(kernel, parent, name);
        try {
            isAllGone = empty(kernel, top, folder, depth + 1);
        } finally {
            kernel.close(folder);
        }
        kernel.unlinkat(parent, name, AT_REMOVEDIR);
        return isAllGone;
    }
}
