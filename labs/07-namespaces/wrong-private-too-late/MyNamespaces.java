import static learnc.runtime.kernel.MountFlags.MNT_DETACH;
import static learnc.runtime.kernel.MountFlags.MS_BIND;
import static learnc.runtime.kernel.MountFlags.MS_NODEV;
import static learnc.runtime.kernel.MountFlags.MS_NOEXEC;
import static learnc.runtime.kernel.MountFlags.MS_NOSUID;
import static learnc.runtime.kernel.MountFlags.MS_PRIVATE;
import static learnc.runtime.kernel.MountFlags.MS_RDONLY;
import static learnc.runtime.kernel.MountFlags.MS_REC;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWIPC;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNET;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNS;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWPID;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWUTS;

import java.util.List;

import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.ProcessAge;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.Rootfs;

/// A device, by its name, its driver and its number there.
record Device(String name, int major, int minor) {
}

final List<Device> DEVICES = List.of(new Device("null", 1, 3), new Device("zero", 1, 5), new Device("full", 1, 7),
        new Device("random", 1, 8), new Device("urandom", 1, 9), new Device("tty", 5, 0));
final int CHARACTER_DEVICE = 0020000;

/// The stage namespaces. `host` makes system calls for learnc, `init.inside()` makes them in the container's first process.
Init init(Kernel host, Inits inits, Ledger ledger, Rootfs rootfs, ContainerRequest request) {
    Init init = inits.newInit(CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET);
    try {
        ledger.willMake(new Made.Process(init.pid(), ProcessAge.startTicks(host, init.pid())));
        build(init.inside(), rootfs.path(), request);
        return init;
    } catch (RuntimeException failure) {
        inits.end(host, init);
        throw failure;
    }
}

/// Everything that is done inside. `root` is the directory that is to become "/".
void build(Kernel inside, String root, ContainerRequest request) {
    inside.umask(0);
    inside.mount(root, root, null, MS_BIND | MS_REC, null);
    inside.mount(null, "/", null, MS_REC | MS_PRIVATE, null);
    inside.chdir(root);
    inside.pivotRoot(".", ".");
    inside.umount2(".", MNT_DETACH);
    inside.chdir("/");
    mount(inside, "proc", "/proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, null);
    mount(inside, "sysfs", "/sys", MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_RDONLY, null);
    mount(inside, "tmpfs", "/dev", MS_NOSUID, "mode=755");
    for (Device device : DEVICES) {
        inside.mknodat(AT_FDCWD, "/dev/" + device.name, CHARACTER_DEVICE | 0666, device.major << 8 | device.minor);
    }
    mount(inside, "tmpfs", "/seat{seed:seat:900}", MS_NOSUID | MS_NODEV, "size=1{seed:size:9}m");
    inside.sethostname(request.hostnameInside());
}

/// Mounts a file system of this type on a directory, which is made where the image has none.
void mount(Kernel inside, String type, String directory, long flags, String data) {
    Folder.makeAll(inside, directory, 0755);
    inside.mount(type, directory, type, flags, data);
}
