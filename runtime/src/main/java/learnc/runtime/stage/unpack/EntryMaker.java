package learnc.runtime.stage.unpack;

import static learnc.runtime.kernel.OpenFlags.AT_SYMLINK_NOFOLLOW;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_CREAT;
import static learnc.runtime.kernel.OpenFlags.O_DIRECTORY;
import static learnc.runtime.kernel.OpenFlags.O_EXCL;
import static learnc.runtime.kernel.OpenFlags.O_NOFOLLOW;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;
import static learnc.runtime.kernel.OpenFlags.O_WRONLY;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;

/// Makes what an archive describes: files, directories, links, devices.
///
/// An archive may name a path twice; the later one replaces the earlier one, but two directories become one.
final class EntryMaker {

    private static final int OPEN_FOLDER = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    private static final int NEW_FILE = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    private static final int ONLY_ROOT = 0700;

    private final Kernel host;
    private final LayerFolder folder;
    private final EntryDress dress;
    private final FileContent files;
    private final Map<String, Entry> directories = new LinkedHashMap<>();

    EntryMaker(Kernel host, LayerFolder folder) {
        this.host = host;
        this.folder = folder;
        this.dress = new EntryDress(host);
        this.files = new FileContent(host);
    }

    /// Makes one entry.
    ///
    /// @param content read only when it is a file
    void make(Entry entry, InputStream content) throws IOException {
        try {
            makeNew(entry, content);
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.EEXIST)) {
                throw refusal;
            }
            makeAgain(entry, content);
        }
    }

    /// Sets the times of all directories, now that nothing more is put into them.
    void finish() {
        for (Entry entry : directories.values()) {
            try {
                finish(entry);
            } catch (KernelRefusal refusal) {
                if (!isGone(refusal)) {
                    throw refusal;
                }
            }
        }
    }

    @Why(call = "symlinkat", value = "Makes a symlink of the layer.",
            without = "The name would be missing; in images with one busybox most commands are symlinks.")
    @Why(call = "mknodat", value = "Makes a device or a pipe of the layer.", without = "The name would be missing.")
    @Refused(errno = Errno.EEXIST, call = {"symlinkat", "mknodat"}, because = "the archive names this path twice, and the later one counts",
            remedy = "")
    private void makeNew(Entry entry, InputStream content) throws IOException {
        int parent = folder.directory(entry.parent());
        switch (entry.kind()) {
            case FILE -> makeFile(entry, parent, content);
            case DIRECTORY -> makeDirectory(entry, parent);
            case HARD_LINK -> makeHardLink(entry);
            case SYMLINK -> {
                host.symlinkat(entry.link(), parent, entry.name());
                dress.put(entry, parent);
            }
            case CHARACTER_DEVICE, BLOCK_DEVICE, FIFO -> {
                host.mknodat(parent, entry.name(), entry.kind().mode() | ONLY_ROOT, entry.device());
                dress.put(entry, parent);
            }
        }
    }

    /// Something is in the way.
    @Why(call = "statx", value = "Looks what is in the way: two directories become one, everything else is replaced.",
            without = "A directory with its content could be thrown away, or a file stay that should be replaced.")
    @Why(value = "Replaces what an earlier entry of the same archive has made.", without = "The older of two files with the same name would stay.")
    private void makeAgain(Entry entry, InputStream content) throws IOException {
        int parent = folder.directory(entry.parent());
        boolean wasDirectory = host.statx(parent, entry.name(), AT_SYMLINK_NOFOLLOW).isDirectory();
        if (wasDirectory && entry.kind() == Entry.Kind.DIRECTORY) {
            openAndDress(entry, parent);
            return;
        }
        remove(parent, entry.name(), wasDirectory);
        makeNew(entry, content);
        if (entry.kind() == Entry.Kind.DIRECTORY) {
            // What was there before hid everything below it; the directory alone would let a lower layer's shine through.
            Whiteouts.hideBelow(host, folder.directory(entry.path()));
        }
    }

    @Why(value = "Removes what an earlier entry of the same archive has made, because the later one counts.",
            without = "The older of two files with the same name would stay.")
    private void remove(int parent, String name, boolean isDirectory) {
        if (isDirectory) {
            Folder.removeTree(host, parent, name);
        } else {
            host.unlinkat(parent, name, 0);
        }
        folder.forget();
    }

    @Why(call = "openat", value = "Makes a file of the layer; only as a new one (O_EXCL), and never through a symlink.",
            without = "A symlink of that name could make learnc write to a file somewhere else.")
    @Why(value = "Writes the content of a file of the layer.", without = "The file would be empty.")
    @Refused(errno = Errno.EEXIST, call = "openat", because = "the archive names this path twice, and the later one counts", remedy = "")
    private void makeFile(Entry entry, int parent, InputStream content) throws IOException {
        int file = host.openat(parent, entry.name(), NEW_FILE, ONLY_ROOT);
        try {
            files.write(file, entry, content);
            dress.put(entry, file, true);
        } finally {
            host.close(file);
        }
    }

    @Why(call = "mkdirat", value = "Makes a directory of the layer; for root only, until its permissions are set.",
            without = "The files in it could not be made.")
    @Refused(errno = Errno.EEXIST, call = "mkdirat", because = "the directory is there already; its owner and permissions are set anew", remedy = "")
    private void makeDirectory(Entry entry, int parent) {
        if (!entry.isRoot()) {
            host.mkdirat(parent, entry.name(), ONLY_ROOT);
        }
        openAndDress(entry, parent);
    }

    @Why(call = "openat", value = "Opens a directory of the layer, to set its owner and permissions on the directory itself and on nothing else.",
            without = "By its name, a symlink that was put there could be meant instead.")
    private void openAndDress(Entry entry, int parent) {
        int directory = host.openat(parent, entry.isRoot() ? "." : entry.name(), OPEN_FOLDER, 0);
        try {
            dress.put(entry, directory, false);
        } finally {
            host.close(directory);
        }
        directories.put(entry.path(), entry);
    }

    /// The other name must be in this layer, and a symlink there is linked itself, not followed.
    @Why(call = "linkat", value = "Makes a second name for a file of the layer.",
            without = "The name would be missing, or as a copy take room a second time.")
    @Why(value = "Opens the directory in which the first name of a hard link is, inside the layer.",
            without = "A link could be made to a file outside of the layer.")
    private void makeHardLink(Entry entry) {
        int slash = entry.link().lastIndexOf('/');
        int from = folder.openInside(slash < 0 ? "." : entry.link().substring(0, slash));
        try {
            host.linkat(from, entry.link().substring(slash + 1), folder.directory(entry.parent()), entry.name(), 0);
        } finally {
            host.close(from);
        }
    }

    @Why(value = "Opens a directory of the layer once more, to set its time now that nothing more is put into it.",
            without = "Its time would be that of the last file that was made in it.")
    private void finish(Entry entry) {
        int directory = folder.openInside(entry.isRoot() ? "." : entry.path());
        try {
            dress.putTimes(entry, directory);
        } finally {
            host.close(directory);
        }
    }

    /// A later entry has replaced the directory.
    private static boolean isGone(KernelRefusal refusal) {
        return refusal.is(Errno.ENOENT) || refusal.is(Errno.ENOTDIR) || refusal.is(Errno.ELOOP);
    }
}
