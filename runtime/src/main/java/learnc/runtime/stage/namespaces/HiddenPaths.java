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
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;

/// /proc and /sys are not fully divided by namespaces: here and there they still show the whole machine, or steer it.
///
/// What shows too much is covered (a file by /dev/null, a directory by an empty file system); what steers becomes
/// read-only. Both lists are Docker's.
final class HiddenPaths {

    private static final long NULL_DEVICE = 1L << 32 | 3;

    private static final List<String> COVERED_FILES = List.of("/proc/interrupts", "/proc/kcore", "/proc/keys", "/proc/latency_stats",
            "/proc/timer_list", "/proc/timer_stats", "/proc/sched_debug");

    private static final List<String> COVERED_FOLDERS = List.of("/proc/asound", "/proc/acpi", "/proc/scsi", "/sys/firmware",
            "/sys/devices/virtual/powercap");

    private static final List<String> READ_ONLY = List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

    private final Kernel inside;

    HiddenPaths(Kernel inside) {
        this.inside = inside;
    }

    /// Covers and protects. Paths that this kernel does not have are passed over.
    void hide() {
        refuseFalseNull();
        for (String path : COVERED_FILES) {
            coverFile(path);
        }
        for (String path : COVERED_FOLDERS) {
            coverFolder(path);
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

    @Why(call = "statx", value = "Makes sure that /dev/null is the null device, because it will be laid over what must not be read.",
            without = "A volume at /dev/null could put its own text in the place of files in /proc.")
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

    @Why(call = "mount", about = "\"/proc/kcore\"", value = "Covers the file that shows the whole machine's memory.",
            without = "Root inside could read the memory of the kernel, and of everybody else (where CAP_SYS_RAWIO is given).")
    @Why(call = "mount", about = "\"/proc/keys\"", value = "Covers the list of the kernel's keys, which no namespace divides.",
            without = "The container could see which keys other users of this machine have.")
    @Why(call = "mount", value = "Covers a file with /dev/null, because it tells about the whole machine and no namespace divides it.",
            without = "The program could read it: for instance how the interrupts and timers of other programs come.")
    private void coverFile(String path) {
        mountIfThere("/dev/null", path, null, MS_BIND);
    }

    @Why(call = "mount", value = "Covers a directory that tells about, or steers, the machine's hardware with an empty one.",
            without = "The program could read firmware tables or measure the processor's use of energy, which tells secrets.")
    private void coverFolder(String path) {
        mountIfThere("tmpfs", path, "tmpfs", MS_RDONLY);
    }

    @Why(call = "mount", value = "Mounts a path on itself, because only a mount can be made read-only and a directory cannot.",
            without = "The next call would be refused with EINVAL.")
    @Why(call = "mount_setattr", about = "\"/proc/sys\"", value = "Makes the kernel's settings read-only: most of them belong to the whole machine.",
            without = "Root inside could write to /proc/sys and change, for example, which program the kernel starts at a crash (core_pattern).")
    @Why(call = "mount_setattr", about = "\"/proc/sysrq-trigger\"", value = "Forbids to write to the file by which the machine can be stopped.",
            without = "`echo b > /proc/sysrq-trigger` inside would restart the host.")
    @Why(call = "mount_setattr", value = "Makes read-only what steers the hardware of the whole machine.",
            without = "Root inside could change how interrupts, buses or file systems of the host work.")
    private void makeReadOnly(String path) {
        if (mountIfThere(path, path, null, MS_BIND | MS_REC)) {
            inside.mountSetattr(AT_FDCWD, path, AT_RECURSIVE, MOUNT_ATTR_RDONLY, 0, 0, 0);
        }
    }

    /// @return whether this kernel has the path
    @Refused(errno = Errno.ENOENT, call = "mount", because = "this kernel does not have the path, so there is nothing to hide or to protect", remedy = "")
    private boolean mountIfThere(String source, String path, String type, long flags) {
        try {
            inside.mount(source, path, type, flags, null);
            return true;
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT)) {
                return false;
            }
            throw refusal;
        }
    }
}
