package learnc.labs.box;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import learnc.lessons.cell.Sandbox;
import learnc.runtime.spec.Failure;

/// The place where boxes get their folders, and what becomes of them when learnc ends early: at Ctrl-C they are closed, and after a
/// `kill -9` the next one finds their folders and takes back what is left. Each folder says which learnc it belongs to.
///
/// @param folder not below /tmp, which a box sees differently
/// @param hiding folders that are empty for what runs in a box: solutions, other students' work
public record Boxes(Path folder, List<Path> hiding) {

    static final String FAMILY = "lab-";
    private static final String OWNER = "owner";
    private static final Duration LONG_ENOUGH_TO_BE_MADE = Duration.ofMinutes(1);
    private static final Set<Box> OPEN = ConcurrentHashMap.newKeySet();
    private static volatile boolean isEnding;

    static {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(Boxes::endAll));
    }

    private static void endAll() {
        isEnding = true;
        OPEN.forEach(Box::end);
    }

    /// Whether learnc has been told to end.
    static boolean isEnding() {
        return isEnding;
    }

    List<Path> hidden() {
        return hiding.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    }

    void opened(Box box) {
        OPEN.add(box);
        try {
            Files.writeString(box.folder().resolve(OWNER), mark(ProcessHandle.current()));
        } catch (IOException refused) {
            throw new Failure("cannot write into " + box.folder() + ": " + refused.getMessage(), refused);
        }
    }

    void closed(Box box) {
        OPEN.remove(box);
    }

    /// A number of a process may be given away again, together with its time of birth it is unique.
    private static String mark(ProcessHandle process) {
        return process.pid() + " " + process.info().startInstant().map(Object::toString).orElse("");
    }

    /// Removes what is left of boxes whose learnc is dead.
    ///
    /// @param isDry only look
    /// @return their folders
    public List<Path> takeBack(boolean isDry) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.walk(folder, 2)) {
            List<Path> dead = folders.filter(path -> path.getFileName().toString().startsWith(FAMILY) && isDead(path)).sorted().toList();
            if (!isDry) {
                dead.forEach(this::remove);
            }
            return dead;
        } catch (IOException refused) {
            throw new Failure("cannot read " + folder + ": " + refused.getMessage(), refused);
        }
    }

    private void remove(Path box) {
        Sandbox.removeLeftOver(box);
        // A selftest has a folder of its own for its boxes; it is removed only when it is empty.
        if (!box.getParent().equals(folder)) {
            box.getParent().toFile().delete();
        }
    }

    private static boolean isDead(Path box) {
        try {
            if (!Files.exists(box.resolve(OWNER))) {
                return Files.getLastModifiedTime(box).toInstant().isBefore(Instant.now().minus(LONG_ENOUGH_TO_BE_MADE));
            }
            String owner = Files.readString(box.resolve(OWNER));
            long pid = Long.parseLong(owner.substring(0, owner.indexOf(' ')));
            return ProcessHandle.of(pid).map(process -> !mark(process).equals(owner)).orElse(true);
        } catch (IOException | RuntimeException isBeingMade) {
            return false;
        }
    }
}
