package learnc.lessons.cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// What makes this Java machine start quickly does so for another one with the same class path, too.
public final class QuickStart {

    private static final List<String> OPTIONS = List.of("-XX:AOTCache=", "-Djffi.boot.library.path=", "-Djdk.reflect.");

    private QuickStart() {
    }

    /// The options for it, as this machine was given them.
    public static List<String> options() {
        try {
            return Arrays.stream(Files.readString(Path.of("/proc/self/cmdline")).split("\0")).filter(word -> OPTIONS.stream().anyMatch(word::startsWith)).toList();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
