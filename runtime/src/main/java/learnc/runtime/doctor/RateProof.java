package learnc.runtime.doctor;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_CREAT;
import static learnc.runtime.kernel.OpenFlags.O_WRONLY;

import java.util.List;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Limits;

/// Writes a file to the disk with and without a limit of its rate, and compares the times.
final class RateProof {

    private static final int FILE_BYTES = 512 * 1024;
    private static final long BYTES_PER_SECOND = 1 << 20;
    /// At that rate the file takes half a second; the kernel counts in slices of time, so a little less must do.
    private static final long EXPECTED_NANOSECONDS = 300_000_000;
    private static final int BLOCK_DEVICE = 0060600;

    private final Kernel host;
    private final String directory;

    RateProof(Kernel host, String directory) {
        this.host = host;
        this.directory = directory;
    }

    /// Something that confines a process.
    interface Confinement {
        String confined(Limits limits, long namespaces, LimitProofs.Experiment experiment);
    }

    String proof(Confinement confinement) {
        String disk = disk();
        long freely = writeNanoseconds(host, "freely");
        if (freely > EXPECTED_NANOSECONDS / 2) {
            throw new Unprovable("the disk is so busy that a limit would not show", "learnc doctor, when it is less busy");
        }
        var limits = new Limits(null, null, null, null, List.of(new Limits.DeviceRate(Limits.Direction.WRITE_BYTES, disk, BYTES_PER_SECOND)));
        return confinement.confined(limits, 0, (trial, cgroup) -> {
            long slowly = writeNanoseconds(trial.inside(), "slowly");
            if (slowly < EXPECTED_NANOSECONDS) {
                throw new Failure("512 KiB at 1 MiB/s took only " + slowly / 1_000_000 + " ms\n  try: another file system below --root; only writes that go straight to a disk are limited");
            }
            return "512 KiB took " + slowly / 1_000_000 + " ms at 1 MiB/s, and " + freely / 1_000_000 + " ms without a limit";
        });
    }

    private long writeNanoseconds(Kernel kernel, String name) {
        long start = System.nanoTime();
        int file = kernel.openat(AT_FDCWD, directory + "/" + name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        WholeFile.writeAll(kernel, file, new byte[FILE_BYTES], FILE_BYTES);
        kernel.fsync(file);
        kernel.close(file);
        return System.nanoTime() - start;
    }

    /// A node of the disk that the directory is on; of the whole disk, where it is on a partition.
    private String disk() {
        long device = host.statx(AT_FDCWD, directory, 0).device();
        String number = (device >>> 32) + ":" + (device & 0xFFFFFFFFL);
        if (!Folder.exists(host, "/sys/dev/block/" + number)) {
            throw new Unprovable("held, but " + directory.substring(0, directory.lastIndexOf('/')) + " is on no disk of its own, so no effect can be shown", "");
        }
        if (Folder.exists(host, "/sys/dev/block/" + number + "/partition")) {
            number = WholeFile.text(host, "/sys/dev/block/" + number + "/../dev").strip();
        }
        String node = directory + "/disk";
        host.mknodat(AT_FDCWD, node, BLOCK_DEVICE, deviceNumber(number));
        return node;
    }

    /// As the kernel packs it: the low 8 bits of the minor number, 12 of the major, and the rest of both (makedev(3)).
    private static long deviceNumber(String text) {
        long major = Long.parseLong(text.substring(0, text.indexOf(':')));
        long minor = Long.parseLong(text.substring(text.indexOf(':') + 1));
        return minor & 0xFF | (major & 0xFFF) << 8 | (minor & ~0xFFL) << 12 | (major & ~0xFFFL) << 32;
    }
}
