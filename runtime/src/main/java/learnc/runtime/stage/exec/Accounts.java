package learnc.runtime.stage.exec;

import static learnc.runtime.kernel.OpenFlags.AT_EMPTY_PATH;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_NOCTTY;
import static learnc.runtime.kernel.OpenFlags.O_NONBLOCK;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;

import java.util.List;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.KernelText;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;

/// The image's own lists of users and groups, read through the puppet, which sees nothing but the image.
public final class Accounts {

    private static final int MOST_BYTES = 1 << 20;

    private final Kernel inside;

    /// @param inside makes system calls in the container's first process
    public Accounts(Kernel inside) {
        this.inside = inside;
    }

    /// Looks up `user[:group]` and further groups.
    ///
    /// @param user          names or numbers; empty means root
    /// @param furtherGroups names or numbers
    /// @throws Failure when a name is in neither list
    public Account account(String user, List<String> furtherGroups) {
        return new AccountSearch(content("/etc/passwd"), content("/etc/group")).find(user, furtherGroups);
    }

    /// The content of a plain file; nothing when there is none. An image may put anything there: a pipe that never ends, a device.
    @Why(call = "openat", value = "Opens the image's own list of users or groups; NONBLOCK, because an image may put anything there, also a pipe.",
            without = "--user with a name could not be turned into the number that the kernel wants.")
    @Why(call = "statx", value = "Makes sure that the list is a plain file.",
            without = "Reading a pipe or a device that the image has put there might never end.")
    @Why(call = "read", value = "Reads the image's own list: a user's name means a number only there, not on the host.",
            without = "--user with a name, the home directory and the further groups would be unknown.")
    @Refused(errno = Errno.ENOENT, call = "openat", because = "the image has no such list; then only numbers are known", remedy = "")
    private String content(String path) {
        int file;
        try {
            file = inside.openat(AT_FDCWD, path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT) || refusal.is(Errno.ENOTDIR)) {
                return "";
            }
            throw refusal;
        }
        try {
            refuseUnless(inside.statx(file, "", AT_EMPTY_PATH).isRegularFile(), path);
            byte[] content = WholeFile.rest(inside, file, MOST_BYTES);
            // What was read counts: files of /proc call themselves empty.
            refuseUnless(content.length <= MOST_BYTES, path);
            return KernelText.text(content, 0, content.length);
        } finally {
            inside.close(file);
        }
    }

    private static void refuseUnless(boolean isFine, String path) {
        if (!isFine) {
            throw new Failure("cannot read " + path + " in the image: it is no plain file of at most 1 MiB"
                    + "\n  try: another image; this one is broken, or wants to harm");
        }
    }
}
