package learnc.runtime.stage.unpack;

import static learnc.runtime.kernel.OpenFlags.AT_EMPTY_PATH;
import static learnc.runtime.kernel.OpenFlags.AT_SYMLINK_NOFOLLOW;

import java.util.Map;
import learnc.runtime.kernel.Kernel;

/// What a file is besides its content.
///
/// The order matters. The owner comes before the permissions, because chown(2) takes setuid and setgid away. Attributes
/// come after content and owner, because a change of either takes `security.capability` away. Times come last.
final class EntryDress {

    private final Kernel host;

    EntryDress(Kernel host) {
        this.host = host;
    }

    /// Of an open file or directory.
    ///
    /// @param isDone whether nothing will change it any more, so that its times can be set
    void put(Entry entry, int open, boolean isDone) {
        host.fchownat(open, "", entry.owner(), entry.group(), AT_EMPTY_PATH);
        host.fchmod(open, entry.permissions());
        for (Map.Entry<String, byte[]> attribute : entry.attributes().entrySet()) {
            host.fsetxattr(open, attribute.getKey(), attribute.getValue(), 0);
        }
        if (isDone) {
            putTimes(entry, open);
        }
    }

    /// Of something that must not be opened: a symlink would lead elsewhere, a device would do something, a fifo would wait.
    void put(Entry entry, int parent) {
        host.fchownat(parent, entry.name(), entry.owner(), entry.group(), AT_SYMLINK_NOFOLLOW);
        if (entry.kind() != Entry.Kind.SYMLINK) {
            host.fchmodat(parent, entry.name(), entry.permissions());
        }
        for (Map.Entry<String, byte[]> attribute : entry.attributes().entrySet()) {
            host.lsetxattr("/proc/self/fd/" + parent + "/" + entry.name(), attribute.getKey(), attribute.getValue(), 0);
        }
        host.utimensat(parent, entry.name(), entry.mtimeSeconds(), entry.mtimeNanoseconds(), AT_SYMLINK_NOFOLLOW);
    }

    /// Of an open file or directory.
    void putTimes(Entry entry, int open) {
        host.utimensat(open, null, entry.mtimeSeconds(), entry.mtimeNanoseconds(), 0);
    }
}
