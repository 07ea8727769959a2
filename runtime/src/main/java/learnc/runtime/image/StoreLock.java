package learnc.runtime.image;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_CREAT;
import static learnc.runtime.kernel.OpenFlags.O_RDWR;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Why;

/// A lock on a file that is there only to be locked. It ends with [#close], and also when learnc dies, because the kernel then
/// closes the file.
public final class StoreLock implements AutoCloseable {

    private static final int LOCK_SH = 1;
    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;

    private final Kernel kernel;
    private final int file;

    private StoreLock(Kernel kernel, int file) {
        this.kernel = kernel;
        this.file = file;
    }

    /// Many may hold it at once. Waits for the one that holds it alone.
    static StoreLock shared(Kernel kernel, String path) {
        return take(kernel, path, LOCK_SH);
    }

    /// One holds it alone. Waits for all others.
    static StoreLock alone(Kernel kernel, String path) {
        return take(kernel, path, LOCK_EX);
    }

    /// One holds it alone.
    ///
    /// @return null when somebody else has it
    static StoreLock aloneOrNull(Kernel kernel, String path) {
        try {
            return take(kernel, path, LOCK_EX | LOCK_NB);
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.EAGAIN)) {
                return null;
            }
            throw refusal;
        }
    }

    @Why(call = "openat", value = "Opens a file that is there only to be locked.", without = "There would be nothing to lock.")
    @Why(call = "flock", about = "LOCK_SH", value = "Says that parts of an image are about to be added.",
            without = "`learnc rmi` could delete a part that has just arrived, because no image names it yet.")
    @Why(call = "flock", value = "Lets only one learnc at a time change the list of images, or collect what no image needs.",
            without = "One of two changes at the same moment would be lost.")
    private static StoreLock take(Kernel kernel, String path, int operation) {
        int file = kernel.openat(AT_FDCWD, path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        try {
            kernel.flock(file, operation);
        } catch (RuntimeException refusal) {
            kernel.close(file);
            throw refusal;
        }
        return new StoreLock(kernel, file);
    }

    @Override
    @Why(call = "close", value = "Closes the file, and with it gives up the lock.", without = "Others would wait until this learnc ends.")
    public void close() {
        kernel.close(file);
    }
}
