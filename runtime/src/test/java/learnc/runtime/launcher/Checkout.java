package learnc.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// A copy of the project's outermost files in which `./learnc` can be tried: the launcher is the real one, Maven and Java are
/// scripts that write down what they were asked. The folders in which JDKs are searched lie inside the copy, and PATH holds
/// nothing but what the launcher needs.
final class Checkout {

    /// How one start ended.
    record Ended(int exitCode, String out, String err) {
    }

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    final Path home;
    final Path machine;
    final Map<String, String> environment = new HashMap<>();

    Checkout(Path folder) throws IOException {
        home = Files.createDirectories(folder.resolve("a project"));
        machine = Files.createDirectories(folder.resolve("machine"));
        for (String file : List.of("learnc", ".mvn/find-jdk.sh", "pom.xml", "runtime/pom.xml", "trace-viewer/pom.xml", "lessons/pom.xml", "labs/pom.xml")) {
            Files.createDirectories(home.resolve(file).getParent());
            Files.copy(PROJECT.resolve(file), home.resolve(file));
        }
        write(home.resolve("runtime/src/main/java/Main.java"), "class Main {}");
        write(home.resolve("trace-viewer/src/main/java/Page.java"), "class Page {}");
        write(home.resolve("lessons/src/main/java/Cell.java"), "class Cell {}");
        write(home.resolve("labs/src/main/java/Check.java"), "class Check {}");
        searchOnlyInTheCopy();
        script(home.resolve("mvnw"), """
                echo build >>builds
                while [ -e hold ]; do sleep 0.02; done
                if [ -e broken ]; then echo "[ERROR] Main.java: ';' expected"; exit 1; fi
                mkdir -p runtime/target/lib && echo jar >runtime/target/learnc.jar && echo lib >runtime/target/lib/a.jar
                mkdir -p trace-viewer/target/lib && echo jar >trace-viewer/target/learnc-trace-viewer.jar && echo lib >trace-viewer/target/lib/b.jar
                mkdir -p lessons/target/lib && echo jar >lessons/target/learnc-lessons.jar && echo lib >lessons/target/lib/c.jar
                mkdir -p labs/target/lib && echo jar >labs/target/learnc-labs.jar && echo lib >labs/target/lib/d.jar
                """);
        onlyTheseTools("sh", "cat", "date", "find", "flock", "mkdir", "mv", "nice", "readlink", "rm", "sleep", "stat", "tee", "touch");
        environment.put("HOME", Files.createDirectories(machine.resolve("home")).toString());
    }

    /// A JDK that is only a release file and scripts; its java shows the arguments, or takes part in a training.
    Path jdk(String where, String version) throws IOException {
        Path jdk = machine.resolve(where);
        write(jdk.resolve("release"), "IMPLEMENTOR=\"us\"\nJAVA_VERSION=\"" + version + "\"\n");
        write(jdk.resolve("lib/modules"), "modules of " + version);
        script(jdk.resolve("bin/javac"), "exit 0\n");
        script(jdk.resolve("bin/java"), """
                here=${0%/bin/java}
                for word; do
                  case $word in -XX:AOTCacheOutput=*)
                    echo $$ $PPID >>"$here/trainings"
                    while [ -e "$here/hold" ]; do sleep 0.02; done
                    [ -e "$here/broken" ] && exit 1
                    echo cache >"${word#*=}"
                    exit ;;
                  esac
                done
                echo "java of $here"
                printf '<%s>\\n' "$@"
                [ -t 0 ] || cat
                exit 7
                """);
        return jdk;
    }

    /// What PATH finds first from now on.
    void putFirstInPath(Path folder) {
        environment.merge("PATH", folder + ":", (path, first) -> first + path);
    }

    /// Runs `./learnc` to its end.
    Ended learnc(String... words) throws IOException, InterruptedException {
        return learnc(home, home.resolve("learnc").toString(), words);
    }

    /// Runs the launcher under another name, from another folder.
    Ended learnc(Path folder, String launcher, String... words) throws IOException, InterruptedException {
        return end(start(folder, launcher, words));
    }

    /// Starts the launcher and does not wait.
    Process start(Path folder, String launcher, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher));
        command.addAll(List.of(words));
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
        process.environment().clear();
        process.environment().putAll(environment);
        return process.start();
    }

    /// Waits until a started launcher has ended.
    static Ended end(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes());
        String err = new String(process.getErrorStream().readAllBytes());
        return new Ended(process.waitFor(), out, err);
    }

    /// How often Maven was called.
    int builds() {
        return lines(home.resolve("builds")).size();
    }

    /// Process ids of the trainings and of the shells that started them, in the order of their start.
    List<String> trainings(Path jdk) {
        return lines(jdk.resolve("trainings"));
    }

    /// A file of the target folder of the runtime's build.
    Path target(String name) {
        return home.resolve("runtime/target").resolve(name);
    }

    /// A file of the target folder of the labs' build.
    Path labs(String name) {
        return home.resolve("labs/target").resolve(name);
    }

    /// A file of the target folder of the lessons' build.
    Path lessons(String name) {
        return home.resolve("lessons/target").resolve(name);
    }

    /// A file of the target folder of the trace viewer's build.
    Path viewer(String name) {
        return home.resolve("trace-viewer/target").resolve(name);
    }

    /// Waits for a condition, at most four minutes.
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(4));
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), "waited in vain for: " + what);
            Thread.sleep(10);
        }
    }

    /// Makes a file or folder look as if it had been changed after the build.
    void touchAfterTheBuild(String file) throws IOException {
        Instant built = Files.getLastModifiedTime(target("learnc.jar")).toInstant();
        Files.setLastModifiedTime(home.resolve(file), FileTime.from(built.plusSeconds(1)));
    }

    static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    static Path script(Path file, String text) throws IOException {
        write(file, "#!/bin/sh\n" + text);
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    private void searchOnlyInTheCopy() throws IOException {
        Path search = home.resolve(".mvn/find-jdk.sh");
        String text = Files.readString(search);
        String redirected = text.replace(" /usr/", " \"" + machine + "\"/usr/").replace(" /opt/", " \"" + machine + "\"/opt/");
        assertTrue(redirected.contains("\"" + machine + "\"/usr/lib/jvm/*"), "find-jdk.sh no longer looks into /usr/lib/jvm/*");
        Files.writeString(search, redirected);
    }

    private void onlyTheseTools(String... names) throws IOException {
        Path folder = machine.resolve("bin");
        for (String name : names) {
            script(folder.resolve(name), "exec " + Path.of("/bin", name).toRealPath() + " \"$@\"\n");
        }
        environment.put("PATH", folder.toString());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
