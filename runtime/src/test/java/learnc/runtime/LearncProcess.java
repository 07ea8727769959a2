package learnc.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// learnc as a process of its own, with the classes that are tested now. Tests start this rather than `./learnc`, which would
/// build the project inside its own build.
public final class LearncProcess {

    /// Where Java finds the library that makes system calls.
    private static final String LIBRARY = "jffi.boot.library.path";

    private LearncProcess() {
    }

    /// The command line of `learnc WORDS…`: to be started, or handed to a witness such as `strace`.
    public static List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED", "-Xlog:disable", "-Xlog:all=off", "-D" + LIBRARY + "=" + System.getProperty(LIBRARY, ""),
                "-cp", System.getProperty("java.class.path"), "learnc.runtime.cli.Main"));
        command.addAll(List.of(words));
        return command;
    }

    /// Starts `learnc WORDS…`; all three streams are pipes.
    public static Process start(String... words) throws IOException {
        return new ProcessBuilder(command(words)).start();
    }

    /// Starts `learnc WORDS…` with further environment variables.
    public static Process start(Map<String, String> environment, String... words) throws IOException {
        ProcessBuilder process = new ProcessBuilder(command(words));
        process.environment().putAll(environment);
        return process.start();
    }
}
