package learnc.lessons.cell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import learnc.runtime.spec.Failure;

/// A place in which a program may do as root whatever it likes: it has namespaces and control groups of its own, and the
/// machine's files are read-only. What it makes is gone when it ends. The script `sandbox.sh` beside this class does it, with
/// the tools that every Debian has.
public final class Sandbox implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final String id;
    private final Path folder;
    private Process process;
    private boolean isPrepared;
    private boolean isClosed;

    /// A sandbox in which nothing runs yet.
    ///
    /// @param home a directory in which it gets a folder; not below /tmp, which it sees differently
    public Sandbox(Path home) {
        this(home, "lesson-");
    }

    /// @param family what its name begins with
    public Sandbox(Path home, String family) {
        id = family + UUID.randomUUID();
        try {
            Files.createDirectories(home);
            folder = Files.createDirectory(home.resolve(id), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException refused) {
            throw new Failure("cannot make a folder for a sandbox: " + refused.getMessage() + "\n  try: as root", refused);
        }
    }

    /// A folder of the host that the program sees too.
    public Path folder() {
        return folder;
    }

    /// Where the program sees a file of [#folder()].
    public String inside(String name) {
        return folder + "/shared/" + name;
    }

    /// Starts the program. Its first process is number 1 of its PID namespace.
    ///
    /// @param limits in the words of `sandbox.sh`: SANDBOX_PIDS and SANDBOX_MEMORY; empty for none
    public Process start(List<String> command, Map<String, String> limits) throws IOException {
        var builder = new ProcessBuilder(words(command));
        builder.environment().putAll(limits);
        process = builder.start();
        return process;
    }

    /// What runs a program in the sandbox, for those who start it in a way of their own. They end it before they close this.
    public List<String> words(List<String> command) throws IOException {
        var words = new ArrayList<>(List.of("/bin/sh", script().toString(), "start", id, folder.toString()));
        words.addAll(command);
        isPrepared = true;
        return words;
    }

    /// It is given to `sh`, because on most machines nothing below /run may be executed.
    private Path script() throws IOException {
        Path script = folder.resolve("sandbox.sh");
        try (InputStream text = Sandbox.class.getResourceAsStream("sandbox.sh")) {
            Files.copy(text, script, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    /// Removes what is left of a sandbox whose learnc was killed. Its processes have died with that learnc.
    ///
    /// @param folder that it had
    public static void removeLeftOver(Path folder) {
        var sandbox = new Sandbox(folder.getFileName().toString(), folder);
        sandbox.isPrepared = true;
        sandbox.close();
    }

    private Sandbox(String id, Path folder) {
        this.id = id;
        this.folder = folder;
    }

    /// Ends the program and everything that it has started, and removes what is left of the sandbox.
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            if (process != null) {
                // The shell's child is the first process of the namespace: with it all others end.
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            if (isPrepared) {
                removeGroups();
            }
            removeFolder();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /// A process that was killed leaves its group a moment later.
    private void removeGroups() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 2 * PATIENCE_SECONDS && hasGroups(); attempt++) {
            new ProcessBuilder("/bin/sh", script().toString(), "end", id).inheritIO().start().waitFor();
            if (hasGroups()) {
                TimeUnit.MILLISECONDS.sleep(25);
            }
        }
    }

    private boolean hasGroups() throws IOException {
        try (Stream<Path> hierarchies = Files.list(Path.of("/sys/fs/cgroup"))) {
            return Stream.concat(hierarchies, Stream.of(Path.of("/sys/fs/cgroup"))).anyMatch(hierarchy -> Files.exists(hierarchy.resolve("learnc").resolve(id)));
        }
    }

    private void removeFolder() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
