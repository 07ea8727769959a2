package learnc.runtime.stage.cgroups;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.FileStatus;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;

/// A disk of the host, which the kernel's limits name by number.
record Disk(Kernel host, String path) {

    /// `major:minor` of a whole disk.
    ///
    /// @throws Failure when the path is none; of a partition, too, because the kernel limits only whole disks
    @Why(value = "Makes sure that the disk that is to be limited is a whole disk, and finds its number.",
            without = "The kernel takes only the number of a whole disk: a write with another one is refused with ENODEV or EINVAL.")
    String number() {
        FileStatus status = status();
        if (!status.isBlockDevice()) {
            throw new Failure("asked to limit the disk " + path + "\n  but it is no block device\n  try: one of those that `lsblk -p -d` shows");
        }
        String number = (status.ownDevice() >>> 32) + ":" + (status.ownDevice() & 0xFFFFFFFFL);
        if (Folder.exists(host, "/sys/dev/block/" + number + "/partition")) {
            throw new Failure("asked to limit " + path + "\n  but it is a partition, and Linux limits only whole disks"
                    + "\n  try: the disk that it is on; `lsblk -p -n -o PKNAME " + path + "` names it");
        }
        return number;
    }

    private FileStatus status() {
        try {
            return host.statx(AT_FDCWD, path, 0);
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT) || refusal.is(Errno.ENOTDIR)) {
                throw new Failure("asked to limit the disk " + path + "\n  but it does not exist\n  try: one of those that `lsblk -p -d` shows", refusal);
            }
            throw refusal;
        }
    }
}
