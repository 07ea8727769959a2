package learnc.runtime.doctor;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_DIRECTORY;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;

import java.util.List;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Places;

/// Where learnc keeps its things: can it write there, and is there room?
final class Directories {

    private static final int WRITE_AND_SEARCH = 2 | 1;
    private static final long ENOUGH_BYTES = 1L << 30;
    private static final long MIB = 1L << 20;

    private final Kernel host;
    private final Places places;
    private final Findings findings = new Findings();

    Directories(Kernel host, Places places) {
        this.host = host;
        this.places = places;
    }

    List<Finding> findings() {
        findings.need(places.root(), () -> isWritable(places.root()));
        findings.need(places.run(), () -> isWritable(places.run()));
        space();
        return findings.all();
    }

    /// What does not exist yet will be made, so the nearest directory above it counts.
    private String nearest(String path) {
        return Folder.exists(host, path) ? path : nearest(path.substring(0, Math.max(1, path.lastIndexOf('/'))));
    }

    private String isWritable(String path) {
        String nearest = nearest(path);
        try {
            host.faccessat2(AT_FDCWD, nearest, WRITE_AND_SEARCH, 0);
        } catch (KernelRefusal refusal) {
            throw new Failure(nearest + " cannot be written: " + refusal.errno().meaning() + "\n  try: as root, or another directory with --root and --run");
        }
        return nearest.equals(path) ? "can be written" : "can be made";
    }

    private void space() {
        int folder = host.openat(AT_FDCWD, nearest(places.root()), O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
        try {
            long freeBytes = host.fstatfs(folder).freeBytes();
            if (freeBytes >= ENOUGH_BYTES) {
                findings.works("room for images", freeBytes / MIB + " MiB free");
            } else {
                findings.note("room for images", "only " + freeBytes / MIB + " MiB free", "learnc rmi, or another disk with --root");
            }
        } finally {
            host.close(folder);
        }
    }
}
