package learnc.runtime.cli;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.spec.Limits;
import learnc.runtime.spec.Limits.DeviceRate;
import learnc.runtime.spec.Limits.Direction;
import learnc.runtime.spec.Sizes;
import picocli.CommandLine.Option;

/// The options about what a container may use.
final class LimitOptions {

    private static final String READ_BPS = "--device-read-bps";
    private static final String WRITE_BPS = "--device-write-bps";
    private static final String READ_IOPS = "--device-read-iops";
    private static final String WRITE_IOPS = "--device-write-iops";

    @Option(names = {"-m", "--memory"}, paramLabel = "SIZE", description = "Memory at most, as 64m or 1.5g; 6m at least.")
    String memory;

    @Option(names = "--cpus", paramLabel = "N", description = "Time of N processors at most, as 0.5.")
    String cpus;

    @Option(names = "--pids-limit", paramLabel = "N", description = "Processes and threads at most.")
    String pids;

    @Option(names = "--blkio-weight", paramLabel = "N", description = "Share of the disk, 10 to 1000.")
    String blkioWeight;

    @Option(names = READ_BPS, paramLabel = "DEVICE:SIZE", description = "Bytes read from a device in a second, as /dev/sda:1m.")
    List<String> readBytes = List.of();

    @Option(names = WRITE_BPS, paramLabel = "DEVICE:SIZE", description = "Bytes written to a device in a second.")
    List<String> writeBytes = List.of();

    @Option(names = READ_IOPS, paramLabel = "DEVICE:N", description = "Read operations on a device in a second.")
    List<String> readOperations = List.of();

    @Option(names = WRITE_IOPS, paramLabel = "DEVICE:N", description = "Write operations on a device in a second.")
    List<String> writeOperations = List.of();

    /// What was asked for.
    Limits limits() {
        var rates = new ArrayList<DeviceRate>();
        add(rates, READ_BPS, readBytes, Direction.READ_BYTES);
        add(rates, WRITE_BPS, writeBytes, Direction.WRITE_BYTES);
        add(rates, READ_IOPS, readOperations, Direction.READ_OPERATIONS);
        add(rates, WRITE_IOPS, writeOperations, Direction.WRITE_OPERATIONS);
        return new Limits(Said.once("--memory", memory, Sizes::memoryBytes), Said.once("--cpus", cpus, Sizes::cpus),
                Said.once("--pids-limit", pids, Sizes::pids), Said.once("--blkio-weight", blkioWeight, Sizes::blkioWeight), rates);
    }

    private static void add(List<DeviceRate> rates, String option, List<String> texts, Direction direction) {
        rates.addAll(Said.each(option, texts, text -> Sizes.rate(direction, text)));
    }
}
