package learnc.lessons.cell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import learnc.runtime.spec.Failure;

/// Sandboxes whose learnc was killed. Each has a file that says who looks after it; when that process is gone, so are its cells,
/// but the folder and the control groups are still there.
public final class LeftMachines {

    private static final String OWNER = "owner";
    private static final int BIRTH = 19;
    private static final Duration BEING_MADE = Duration.ofMinutes(10);

    private LeftMachines() {
    }

    /// Says that this process looks after a sandbox.
    static void own(Path folder) throws IOException {
        Files.writeString(folder.resolve(OWNER), mark(ProcessHandle.current().pid()));
    }

    /// The number of a process may be given away again; together with its time of birth it is unique.
    private static String mark(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return pid + " " + stat.substring(stat.lastIndexOf(')') + 2).split(" ")[BIRTH];
    }

    /// Removes what is left of sandboxes whose learnc is dead.
    ///
    /// @param home  that has their folders
    /// @param isDry only look
    /// @return their folders
    public static List<Path> takeBack(Path home, boolean isDry) {
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(home)) {
            List<Path> dead = folders.filter(folder -> folder.getFileName().toString().startsWith("lesson-") && isDead(folder)).sorted().toList();
            if (!isDry) {
                dead.forEach(Sandbox::removeLeftOver);
            }
            return dead;
        } catch (IOException refused) {
            throw new Failure("cannot read " + home + ": " + refused.getMessage(), refused);
        }
    }

    private static boolean isDead(Path folder) {
        try {
            if (!Files.exists(folder.resolve(OWNER))) {
                return Files.getLastModifiedTime(folder).toInstant().isBefore(Instant.now().minus(BEING_MADE));
            }
            String owner = Files.readString(folder.resolve(OWNER));
            long pid = Long.parseLong(owner.substring(0, owner.indexOf(' ')));
            return !Files.exists(Path.of("/proc/" + pid)) || !owner.equals(mark(pid));
        } catch (IOException | RuntimeException isChanging) {
            return false;
        }
    }
}
