package learnc.runtime.stage.unpack;

import static learnc.runtime.kernel.OpenFlags.AT_EMPTY_PATH;
import static learnc.runtime.kernel.OpenFlags.AT_SYMLINK_NOFOLLOW;

import java.util.Map;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;

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
    @Why(call = "fchownat", value = "Gives the file the owner that the image says; before the permissions, because this call takes setuid away.",
            without = "Everything would be root's, and programs of other users could not write their own files.")
    @Why(call = "fchmod", value = "Gives the file the permissions that the image says.",
            without = "Programs could not be executed, and private files would be open, or public ones closed.")
    @Why(call = "fsetxattr", value = "Gives the file an attribute of the image, such as a capability of a program.",
            without = "ping(8), for instance, would not be allowed to do its work for users.")
    @Refused(errno = Errno.EOPNOTSUPP, call = "fsetxattr", because = "the file system of the state directory has no such attributes",
            remedy = "a state directory on ext4, xfs or btrfs (--root)")
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
    @Why(call = "fchownat", value = "Gives it the owner that the image says; the symlink itself, not what it points to.",
            without = "It would be root's, or a symlink could give away a file that it points to.")
    @Why(call = "fchmodat", value = "Gives it the permissions that the image says.", without = "A device or pipe could be used by root only.")
    @Why(call = "lsetxattr", value = "Gives it an attribute of the image.", without = "The attribute would be missing.")
    @Why(call = "utimensat", value = "Gives it the time that the image says.",
            without = "It would seem to be made just now; make(1) and caches would be misled.")
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
    @Why(call = "utimensat", value = "Gives it the time that the image says; of a directory at the end, because each new name in it changes its "
            + "time.",
            without = "It would seem to be made just now; make(1) and caches would be misled.")
    void putTimes(Entry entry, int open) {
        host.utimensat(open, null, entry.mtimeSeconds(), entry.mtimeNanoseconds(), 0);
    }
}
