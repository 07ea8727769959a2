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

    private void remove(int parent, String name, boolean isDirectory) {
        if (isDirectory) {
            Folder.removeTree(host, parent, name);
        } else {
            host.unlinkat(parent, name, 0);
        }
        folder.forget();
    }

    private void makeFile(Entry entry, int parent, InputStream content) throws IOException {
        int file = host.openat(parent, entry.name(), NEW_FILE, ONLY_ROOT);
        try {
            files.write(file, entry, content);
            dress.put(entry, file, true);
        } finally {
            host.close(file);
        }
    }

    private void makeDirectory(Entry entry, int parent) {
        if (!entry.isRoot()) {
            host.mkdirat(parent, entry.name(), ONLY_ROOT);
        }
        openAndDress(entry, parent);
    }

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
    private void makeHardLink(Entry entry) {
        int slash = entry.link().lastIndexOf('/');
        int from = folder.openInside(slash < 0 ? "." : entry.link().substring(0, slash));
        try {
            host.linkat(from, entry.link().substring(slash + 1), folder.directory(entry.parent()), entry.name(), 0);
        } finally {
            host.close(from);
        }
    }

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
