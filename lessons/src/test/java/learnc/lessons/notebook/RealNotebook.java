package learnc.lessons.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import learnc.runtime.LearncProcess;

/// `learnc notebook` as a process of its own, with a folder and sandboxes of its own.
final class RealNotebook implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 300;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Path base = Files.createTempDirectory("learnc-notebook-test");
    /// Short, because sockets lie below it.
    private final Path sandboxes = Path.of("/run/learnc-test-nb-" + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet());
    private final Path folder = base.resolve("lessons");
    private Process process;
    private String address;

    RealNotebook() throws IOException {
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        start();
    }

    /// Starts it, again with the same folder after [#stop()].
    void start() throws IOException {
        List<String> command = new ArrayList<>(LearncProcess.command("notebook", "--no-browser", "--folder", folder.toString(), "--sandboxes", sandboxes.toString(), "--lessons", Path.of("").toAbsolutePath().toString()));
        command.add(1, "-Dlearnc.home=" + Path.of("..").toAbsolutePath().normalize());
        var builder = new ProcessBuilder(command).redirectError(base.resolve("errors").toFile());
        builder.environment().put("LEARNC_ROOT", base.resolve("root").toString());
        process = builder.start();
        BufferedReader said = process.inputReader();
        address = said.readLine();
        assertNotNull(address, () -> "it ended: " + errors());
    }

    private String errors() {
        try {
            return Files.readString(base.resolve("errors"));
        } catch (IOException gone) {
            return gone.getMessage();
        }
    }

    /// Where the page is.
    String address() {
        return address;
    }

    /// The student's copy of a lesson.
    Path copy(String lesson) {
        return folder.resolve(lesson).resolve("lesson.adoc");
    }

    /// Ends it as Ctrl-C does.
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the notebook does not end");
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop();
        try (Stream<Path> left = Files.exists(sandboxes) ? Files.list(sandboxes) : Stream.empty()) {
            assertEquals(List.of(), left.toList(), "sandboxes are left");
        }
        Files.deleteIfExists(sandboxes);
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
