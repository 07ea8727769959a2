package learnc.runtime.image.shell;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.AT_SYMLINK_NOFOLLOW;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import learnc.runtime.kernel.FileStatus;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelText;
import learnc.runtime.kernel.WholeFile;

/// What belongs into the layer, by absolute path, in a fixed order.
///
/// Files of the host are mirrored at the path where the host has them, with every symlink on the way: what a program or the
/// loader looks for by name is found inside by the same name, on a machine with a merged /usr and on one without.
final class FileTree {

    private static final int MOST_SYMLINKS = 40;
    private static final int READABLE_BY_ALL = 0755;

    private final Kernel host;
    private final SortedMap<String, Node> nodes = new TreeMap<>();

    /// Something at a path.
    sealed interface Node {
        /// A file; its permissions are the host's, without setuid and setgid.
        record File(byte[] content, int mode) implements Node {
        }

        /// A directory.
        record Directory(int mode) implements Node {
        }

        /// A symbolic link.
        record Symlink(String target) implements Node {
        }
    }

    FileTree(Kernel host) {
        this.host = host;
    }

    /// Everything, in the order of the paths; so a directory comes before what is in it.
    SortedMap<String, Node> nodes() {
        return nodes;
    }

    boolean contains(String path) {
        return nodes.containsKey(path);
    }

    /// Adds a directory, and those above it.
    void directory(String path, int mode) {
        addAbove(path);
        nodes.put(path, new Node.Directory(mode));
    }

    /// Adds a file with this content.
    void file(String path, byte[] content, int mode) {
        addAbove(path);
        nodes.put(path, new Node.File(content, mode));
    }

    /// Adds a file with this text.
    void file(String path, String text) {
        file(path, KernelText.bytes(text), 0644);
    }

    /// Adds a symlink.
    void symlink(String path, String target) {
        addAbove(path);
        nodes.put(path, new Node.Symlink(target));
    }

    private void addAbove(String path) {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            nodes.putIfAbsent(path.substring(0, slash), new Node.Directory(READABLE_BY_ALL));
        }
    }

    /// Adds a file of the host that exists, with the directories and symlinks on the way.
    ///
    /// @return where it really is
    String mirror(String path) {
        Deque<String> left = new ArrayDeque<>(parts(path));
        String here = "";
        for (int symlinks = 0; !left.isEmpty() && symlinks <= MOST_SYMLINKS; ) {
            String part = left.pop();
            if (part.equals("..")) {
                here = here.substring(0, Math.max(0, here.lastIndexOf('/')));
                continue;
            }
            String next = here + "/" + part;
            Node node = nodes.computeIfAbsent(next, this::read);
            if (node instanceof Node.Symlink(String target)) {
                symlinks++;
                parts(target).reversed().forEach(left::push);
                here = target.startsWith("/") ? "" : here;
            } else {
                here = next;
            }
        }
        return here;
    }

    /// The content of a file that [#mirror] has added.
    byte[] content(String realPath) {
        return nodes.get(realPath) instanceof Node.File file ? file.content() : new byte[0];
    }

    private Node read(String path) {
        FileStatus status = host.statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW);
        if (status.isSymbolicLink()) {
            return new Node.Symlink(host.readlinkat(AT_FDCWD, path));
        }
        return status.isDirectory() ? new Node.Directory(READABLE_BY_ALL)
                : new Node.File(WholeFile.bytes(host, path), status.permissions() & READABLE_BY_ALL);
    }

    private static List<String> parts(String path) {
        return List.of(path.split("/")).stream().filter(part -> !part.isEmpty() && !part.equals(".")).toList();
    }
}
