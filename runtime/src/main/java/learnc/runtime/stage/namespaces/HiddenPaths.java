package learnc.runtime.stage.namespaces;

import static learnc.runtime.kernel.MountFlags.MOUNT_ATTR_RDONLY;
import static learnc.runtime.kernel.MountFlags.MS_BIND;
import static learnc.runtime.kernel.MountFlags.MS_RDONLY;
import static learnc.runtime.kernel.MountFlags.MS_REC;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.AT_RECURSIVE;

import java.util.List;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.FileStatus;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.spec.Failure;

/// /proc and /sys are not fully divided by namespaces: here and there they still show the whole machine, or steer it.
///
/// What shows too much is covered (a file by /dev/null, a directory by an empty file system); what steers becomes
/// read-only. Both lists are Docker's.
final class HiddenPaths {

    private static final long NULL_DEVICE = 1L << 32 | 3;

    private static final List<String> COVERED = List.of("/proc/asound", "/proc/acpi", "/proc/interrupts", "/proc/kcore", "/proc/keys",
            "/proc/latency_stats", "/proc/timer_list", "/proc/timer_stats", "/proc/sched_debug", "/proc/scsi", "/sys/firmware",
            "/sys/devices/virtual/powercap");

    private static final List<String> READ_ONLY = List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

    private final Kernel inside;

    HiddenPaths(Kernel inside) {
        this.inside = inside;
    }

    /// Covers and protects. Paths that this kernel does not have are passed over.
    void hide() {
        refuseFalseNull();
        for (String path : COVERED) {
            cover(path);
        }
        for (String path : READ_ONLY) {
            makeReadOnly(path);
        }
    }

    /// A volume may have put something else in the place of /dev/null, and that would then be what everybody reads in /proc.
    private void refuseFalseNull() {
        if (!isNullDevice("/dev/null")) {
            throw new Failure("the container's /dev/null is not the null device, and cannot cover what must be hidden"
                    + "\n  try: leave out the volume that replaces it");
        }
    }

    private boolean isNullDevice(String path) {
        try {
            FileStatus status = inside.statx(AT_FDCWD, path, 0);
            return status.isCharacterDevice() && status.ownDevice() == NULL_DEVICE;
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT)) {
                return false;
            }
            throw refusal;
        }
    }

    private void cover(String path) {
        try {
            inside.mount("/dev/null", path, null, MS_BIND, null);
        } catch (KernelRefusal refusal) {
            switch (refusal.errno()) {
                case ENOENT -> { }
                case ENOTDIR -> inside.mount("tmpfs", path, "tmpfs", MS_RDONLY, null);
                default -> throw refusal;
            }
        }
    }

    private void makeReadOnly(String path) {
        try {
            inside.mount(path, path, null, MS_BIND | MS_REC, null);
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT)) {
                return;
            }
            throw refusal;
        }
        inside.mountSetattr(AT_FDCWD, path, AT_RECURSIVE, MOUNT_ATTR_RDONLY, 0, 0, 0);
    }
}
