package learnc.runtime.stage.namespaces;

import static learnc.runtime.kernel.MountFlags.MS_BIND;

import java.util.List;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Why;

/// What a fresh /dev gets: the six devices that every program may use, the names that are symlinks, and places for more mounts.
final class Devices {

    private static final int S_IFCHR = 0020000;
    private static final int S_IFREG = 0100000;
    private static final int READ_AND_WRITE_FOR_ALL = 0666;

    /// @param major which driver
    /// @param minor which of its devices (devices.txt of the kernel's documentation)
    private record Device(String name, int major, int minor) {
        private long number() {
            return (long) major << 8 | minor;
        }
    }

    private record Symlink(String name, String target) {
    }

    private static final List<Device> DEVICES = List.of(new Device("null", 1, 3), new Device("zero", 1, 5), new Device("full", 1, 7),
            new Device("random", 1, 8), new Device("urandom", 1, 9), new Device("tty", 5, 0));

    private static final List<Symlink> SYMLINKS = List.of(new Symlink("fd", "/proc/self/fd"), new Symlink("stdin", "/proc/self/fd/0"),
            new Symlink("stdout", "/proc/self/fd/1"), new Symlink("stderr", "/proc/self/fd/2"), new Symlink("ptmx", "pts/ptmx"));

    /// Where file systems of their own will be mounted.
    private static final List<String> FOLDERS = List.of("pts", "shm", "mqueue");
    private static final int FOLDER_MODE = 0755;

    /// Many kernels are built without it.
    private static final String KERNEL_MEMORY = "/proc/kcore";

    private final Kernel inside;
    private final RootTree root;

    Devices(Kernel inside, RootTree root) {
        this.inside = inside;
        this.root = root;
    }

    /// Fills the fresh /dev.
    ///
    /// @param canMake whether this process may make devices; in a user namespace nobody may, and the host's are bound instead
    @Why(call = "mknodat", value = "Makes one of the six devices that every program may use: a name that the kernel connects with a driver by its "
            + "number.",
            without = "A program that opens it, such as everything that writes to /dev/null, would get ENOENT.")
    @Why(call = "symlinkat", about = "\"core\"", value = "Gives /proc/kcore the name that programs look for, as Docker does; /proc/kcore itself is "
            + "covered later.",
            without = "Only a name would be missing.")
    @Why(call = "symlinkat", about = "\"ptmx\"", value = "Lets /dev/ptmx, by which terminals are made, be the one of the container's own /dev/pts.",
            without = "No program could open a terminal.")
    @Why(call = "symlinkat", value = "Gives a process's own open files the names that shells and scripts expect.",
            without = "`echo text > /dev/stderr` would fail with ENOENT or make a file.")
    @Why(call = "faccessat2", value = "Looks whether this kernel has /proc/kcore, before a name for it is made.",
            without = "/dev/core could be a symlink that leads nowhere.")
    @Why(call = "mkdirat", value = "Makes a place for a file system of its own: the terminals, shared memory, or message queues.",
            without = "mount(2) would answer ENOENT: it needs a directory to mount on.")
    void make(boolean canMake) {
        int dev = root.ownFolder("/dev");
        for (Device device : DEVICES) {
            if (canMake) {
                inside.mknodat(dev, device.name, S_IFCHR | READ_AND_WRITE_FOR_ALL, device.number());
            } else {
                bind(dev, device.name);
            }
        }
        for (Symlink symlink : SYMLINKS) {
            inside.symlinkat(symlink.target, dev, symlink.name);
        }
        // The host's /proc is still in view, and has the same files.
        if (Folder.exists(inside, KERNEL_MEMORY)) {
            inside.symlinkat(KERNEL_MEMORY, dev, "core");
        }
        for (String folder : FOLDERS) {
            inside.mkdirat(dev, folder, FOLDER_MODE);
        }
        inside.close(dev);
    }

    @Why(call = "mknodat", value = "Makes an empty file on which a device of the host can be mounted.",
            without = "There would be nothing to mount on: ENOENT.")
    @Why(call = "mount", value = "Shows a harmless device of the host at this place, because in a user namespace nobody may make devices (mknod: "
            + "EPERM).",
            without = "The program would have no /dev/null.")
    private void bind(int dev, String name) {
        inside.mknodat(dev, name, S_IFREG | READ_AND_WRITE_FOR_ALL, 0);
        inside.mount("/dev/" + name, RootTree.pathOf(dev) + "/" + name, null, MS_BIND, null);
    }
}
