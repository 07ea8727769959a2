package learnc.runtime.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// What stands above the events: when, where, and of what.
///
/// @param version      of the format; [#VERSION] is the newest that this learnc knows
/// @param learnc       which learnc
/// @param command      the command line, from the first word after `learnc`
/// @param started      when the trace began
/// @param kernel       the release of the kernel, as uname(1) says it
/// @param architecture as OCI names it
/// @param cgroups      `v1`, `v2`, `hybrid` or `none`
public record Header(int version, String learnc, List<String> command, Instant started, String kernel, String architecture,
                     String cgroups) {

    /// The name of the format, in the first line of a file.
    public static final String SCHEMA = "learnc-trace";
    /// The version of the format that is written.
    public static final int VERSION = 1;

    /// A header for a trace that begins now, on this machine.
    public static Header now(String learnc, List<String> command) {
        return new Header(VERSION, learnc, List.copyOf(command), Instant.now(), System.getProperty("os.version"),
                System.getProperty("os.arch"), cgroupLayout());
    }

    private static String cgroupLayout() {
        try {
            String mounts = Files.readString(Path.of("/proc/self/mounts"));
            boolean one = mounts.contains(" cgroup ");
            boolean two = mounts.contains(" cgroup2 ");
            return one && two ? "hybrid" : one ? "v1" : two ? "v2" : "none";
        } catch (IOException unreadable) {
            return "none";
        }
    }
}
