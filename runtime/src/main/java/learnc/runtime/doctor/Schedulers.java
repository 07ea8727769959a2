package learnc.runtime.doctor;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.WholeFile;

/// How the disks decide whose request is served next: /sys/block/DISK/queue/scheduler, with the chosen one in brackets.
final class Schedulers {

    private static final List<String> KNOWING_WEIGHTS = List.of("[bfq]", "[cfq]");

    private final List<String> disks = new ArrayList<>();
    private final List<String> withWeights = new ArrayList<>();

    Schedulers(Kernel host) {
        for (Folder.Entry disk : Folder.list(host, "/sys/block")) {
            String file = "/sys/block/" + disk.name() + "/queue/scheduler";
            if (!isMadeOfMemory(disk.name()) && Folder.exists(host, file)) {
                add(disk.name(), WholeFile.text(host, file).strip());
            }
        }
    }

    private static boolean isMadeOfMemory(String disk) {
        return disk.startsWith("loop") || disk.startsWith("ram") || disk.startsWith("zram");
    }

    private void add(String disk, String scheduler) {
        disks.add(disk + ": " + scheduler);
        if (KNOWING_WEIGHTS.stream().anyMatch(scheduler::contains)) {
            withWeights.add(disk);
        }
    }

    /// The disks on which a weight counts.
    List<String> withWeights() {
        return withWeights;
    }

    @Override
    public String toString() {
        return disks.isEmpty() ? "there is no disk" : String.join(", ", disks);
    }
}
