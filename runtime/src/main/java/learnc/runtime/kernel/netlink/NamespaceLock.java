package learnc.runtime.kernel.netlink;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;

import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Why;

/// One at a time: two runs that looked for a free address at the same moment would find the same one.
///
/// The lock is taken on the file that *is* the network namespace. So it holds for everybody who changes this namespace,
/// wherever he keeps his notes, and it is free again when its holder is dead.
public final class NamespaceLock implements AutoCloseable {

    private static final int LOCK_EX = 2;

    private final Kernel kernel;
    private final int namespace;

    /// Waits for the lock.
    @Why(call = "openat", value = "Opens the file that stands for this network namespace, to lock it: {}", without = "{}")
    @Why(call = "flock", value = "Lets only one learnc at a time change this machine's network.",
            without = "Two containers that start at the same moment would both find the same address free.")
    public NamespaceLock(Kernel kernel) {
        this.kernel = kernel;
        namespace = kernel.openat(AT_FDCWD, "/proc/self/ns/net", O_RDONLY | O_CLOEXEC, 0);
        kernel.flock(namespace, LOCK_EX);
    }

    @Override
    @Why(call = "close", value = "Closes the file that stands for the network namespace, and with it gives up the lock.",
            without = "The next container could not be connected until this learnc ends.")
    public void close() {
        kernel.close(namespace);
    }
}
