package learnc.runtime.stage.exec;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;

/// Where the program begins.
final class WorkingDirectory {

    private static final int FOLDER_MODE = 0755;

    private final Kernel inside;

    WorkingDirectory(Kernel inside) {
        this.inside = inside;
    }

    /// Goes there; makes the directory where it is missing, as Docker does.
    ///
    /// @throws Failure when the way there leads out of the container's root
    @Why(call = "chdir", value = "Goes to the directory in which the program begins.",
            without = "It would begin in /, and relative paths would mean other files.")
    @Why(call = "getcwd", value = "Asks where that is: the kernel says \"(unreachable)\" of a directory that lies outside of the root.",
            without = "A descriptor that was left open could have led out of the container (CVE-2024-21626).")
    @Why(value = "Makes the program's working directory where it is missing, as Docker does.",
            without = "chdir(2) would answer ENOENT, and the container would not start.")
    @Refused(errno = Errno.EROFS, call = "mkdirat", because = "the root is read-only, and the directory is not in the image",
            remedy = "another --workdir, or a --tmpfs or volume there")
    @Refused(errno = Errno.ENOTDIR, call = "chdir", because = "a file stands at this path in the image", remedy = "another --workdir")
    @Refused(errno = Errno.EACCES, call = "chdir", because = "this user may not enter it", remedy = "another --workdir or --user")
    void enter(String path) {
        if (!path.equals("/")) {
            Folder.makeAll(inside, path, FOLDER_MODE);
        }
        inside.chdir(path);
        // A descriptor that was left open could have led out (CVE-2024-21626). The kernel then says "(unreachable)/…".
        if (!inside.getcwd().startsWith("/")) {
            throw new Failure("the working directory " + path + " lies outside of the container"
                    + "\n  try: another --workdir; do not trust this image");
        }
    }
}
