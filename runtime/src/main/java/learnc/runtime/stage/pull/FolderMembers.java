package learnc.runtime.stage.pull;

import static learnc.runtime.kernel.OpenFlags.AT_EMPTY_PATH;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_DIRECTORY;
import static learnc.runtime.kernel.OpenFlags.O_NONBLOCK;
import static learnc.runtime.kernel.OpenFlags.O_PATH;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;
import static learnc.runtime.kernel.OpenFlags.RESOLVE_BENEATH;

import java.io.InputStream;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelInput;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Shown;

/// The files of a folder. Strangers may have written the names and the symlinks in it: none may lead out of it, and a pipe is
/// not waited for.
///
/// @param host  who reads
/// @param place the folder
record FolderMembers(Kernel host, String place) implements Members {

    @Override
    @Why(value = "Opens a part of the image by a way that cannot leave its directory.",
            without = "A hostile image could name a file of the host as one of its parts.")
    public InputStream open(String name) {
        int folder = host.openat(AT_FDCWD, place, O_PATH | O_DIRECTORY | O_CLOEXEC, 0);
        try {
            return input(host.openat2(folder, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0, RESOLVE_BENEATH), name);
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT) || refusal.is(Errno.ENOTDIR)) {
                return null;
            }
            throw refusal;
        } finally {
            host.close(folder);
        }
    }

    private InputStream input(int file, String name) {
        if (!host.statx(file, "", AT_EMPTY_PATH).isRegularFile()) {
            host.close(file);
            throw new Failure(Shown.shortened(name) + " in " + place + " is no plain file.");
        }
        return new KernelInput(host, file);
    }
}
