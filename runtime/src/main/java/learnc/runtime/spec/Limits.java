package learnc.runtime.spec;

import java.util.List;

/// What a container may use. A limit that is null is not set.
///
/// @param memoryBytes at least 6 MiB
/// @param cpus        1.5 is one and a half processors' time; greater than 0
/// @param pids        how many processes and threads; at least 1
/// @param blkioWeight share of the disk, 10 to 1000
/// @param rates       limits on single block devices
public record Limits(Long memoryBytes, Double cpus, Long pids, Integer blkioWeight, List<DeviceRate> rates) {

    /// No limit at all.
    public static final Limits NONE = new Limits(null, null, null, null, List.of());

    /// A limit on one block device.
    ///
    /// @param direction  what is limited
    /// @param device     path of the device on the host
    /// @param perSecond  bytes or operations per second
    public record DeviceRate(Direction direction, String device, long perSecond) {
    }

    /// What of a device is limited.
    public enum Direction {
        READ_BYTES, WRITE_BYTES, READ_OPERATIONS, WRITE_OPERATIONS
    }
}
