package learnc.runtime.stage.exec;

import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
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
