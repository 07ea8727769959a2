package learnc.runtime.leftovers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import learnc.runtime.BusyboxImage;
import learnc.runtime.LearncProcess;
import learnc.runtime.spec.Places;

/// A place on this machine where learnc can be started, killed and looked after without touching anything else: state directories
/// and a network namespace of its own.
final class Playground implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 200;

    private final Path folder;
    private final Path logs;
    private final String network;
    private final Set<String> ids = new HashSet<>();
    private final Set<Long> sessions = new HashSet<>();
    private final Set<Long> strangers = new HashSet<>();
    private int runs;

    /// How a learnc has ended, and what it has said.
    record Ended(int exitCode, String out, String err) {
    }

    /// A learnc that was started.
    record Started(Process process, Path out, Path err) {

        /// Waits for its end.
        Ended end() {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw new AssertionError("learnc did not end; it said: " + Files.readString(err));
                }
                return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException impatient) {
                throw new IllegalStateException(impatient);
            }
        }
    }

    Playground(Path home) throws IOException {
        folder = Files.createDirectories(home.resolve("state"));
        logs = Files.createDirectories(home.resolve("logs"));
        network = "learnc-test-" + ProcessHandle.current().pid() + "-" + Integer.toHexString(System.identityHashCode(this));
        run("ip", "netns", "add", network);
        inItsNetwork("ip", "link", "set", "lo", "up");
        BusyboxImage.putInto(places());
        BusyboxImage.putDamagedInto(places());
    }

    Path folder() {
        return folder;
    }

    Places places() {
        return new Places(folder.resolve("root").toString(), folder.resolve("run").toString());
    }

    /// What a program says that runs in the network namespace.
    String inItsNetwork(String... words) {
        return run(inNetwork(List.of(words)).toArray(String[]::new));
    }

    /// Starts a program in the network namespace.
    Process startInItsNetwork(String... words) throws IOException {
        return new ProcessBuilder(inNetwork(List.of(words))).start();
    }

    /// The same, with nothing to read; what it says goes to a file.
    Process startInItsNetwork(File said, String... words) throws IOException {
        return new ProcessBuilder(inNetwork(List.of(words))).redirectInput(new File("/dev/null")).redirectErrorStream(true).redirectOutput(said).start();
    }

    private List<String> inNetwork(List<String> words) {
        var command = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + network));
        command.addAll(words);
        return command;
    }

    /// Starts `learnc WORDS…`, as the beginning of a session of its own, with no signal ignored.
    Started learnc(String... words) throws IOException {
        Path out = logs.resolve("out" + ++runs);
        Path err = logs.resolve("err" + runs);
        var command = new ArrayList<>(List.of("env", "--default-signal", "setsid"));
        command.addAll(inNetwork(LearncProcess.command(words)));
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("LEARNC_ROOT", places().root());
        builder.environment().put("LEARNC_RUN", places().run());
        var started = new Started(builder.start(), out, err);
        sessions.add(started.process().pid());
        return started;
    }

    /// The command line of `learnc WORDS…` here, for somebody else to start, who then calls [#noteSession].
    List<String> command(String... words) {
        var command = new ArrayList<>(List.of("env", "--default-signal", "LEARNC_ROOT=" + places().root(), "LEARNC_RUN=" + places().run()));
        command.addAll(inNetwork(LearncProcess.command(words)));
        return command;
    }

    /// Takes note of a session in which a learnc was started.
    ///
    /// @param leader does not count itself: it is somebody else's
    void noteSession(long leader) {
        sessions.add(leader);
        strangers.add(leader);
    }

    /// Whether a process is none of learnc's.
    boolean isStranger(long pid) {
        return strangers.contains(pid);
    }

    /// The containers that are there now.
    List<String> containers() {
        Path home = Path.of(places().run(), "containers");
        if (!Files.exists(home)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(home)) {
            List<String> now = all.map(path -> path.getFileName().toString()).toList();
            ids.addAll(now);
            return now;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Takes note of the container of a run of which there is a trace. The trace also tells of other containers on this machine.
    void noteContainerIn(Path trace) throws IOException {
        var id = java.util.regex.Pattern.compile(java.util.regex.Pattern.quote(places().run()) + "/containers/([0-9a-f]{64})").matcher(Files.readString(trace));
        while (id.find()) {
            ids.add(id.group(1));
        }
    }

    /// Counts what is there now, after what is about to end has ended: the kernel takes a killed process and its network a
    /// moment later.
    Census census(Census expected) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        Census census = Census.taken(this, ids, sessions);
        while (expected != null && !census.difference(expected).isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(20);
            census = Census.taken(this, ids, sessions);
        }
        return census;
    }

    /// Whether a process of one of the sessions is still there.
    boolean hasProcesses() {
        return !Census.taken(this, ids, sessions).findings().get("processes").isEmpty();
    }

    private static String run(String... words) {
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", words) + ": " + said);
            }
            return said;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException impatient) {
            throw new IllegalStateException(impatient);
        }
    }

    @Override
    public void close() {
        run("ip", "netns", "delete", network);
    }
}
