package learnc.lessons.cell;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How another Java machine gets learnc's classes, and starts as quickly as this one.
///
/// Who runs tests has a longer class path than a program needs, and says which one learnc's is: `-Dlearnc.start.classes=…`, and
/// with `-Dlearnc.start.cache=…` the start-up cache that belongs to it. Further options, for a machine on which others pay, may be
/// in `-Dlearnc.start.options="…"`.
public final class QuickStart {

    private static final String CACHE = "-XX:AOTCache=";
    private static final List<String> OPTIONS = List.of(CACHE, "-Djffi.boot.library.path=", "-Djdk.reflect.");

    private QuickStart() {
    }

    /// The options, and the class path.
    public static List<String> words() {
        String classes = System.getProperty("learnc.start.classes");
        if (classes == null) {
            return words(own(), System.getProperty("java.class.path"));
        }
        String cache = System.getProperty("learnc.start.cache");
        String options = System.getProperty("learnc.start.options", "") + (cache == null ? "" : " " + CACHE + cache);
        return words(Stream.concat(own().filter(word -> !word.startsWith(CACHE)), Arrays.stream(options.split(" ")).filter(word -> !word.isEmpty())), classes);
    }

    /// In a sandbox the program stands elsewhere, so no path may depend on where this one stands.
    static List<String> words(Stream<String> options, String classPath) {
        String classes = Arrays.stream(classPath.split(File.pathSeparator)).map(entry -> entry.endsWith("*") ? absolute(entry.substring(0, entry.length() - 1)) + "/*" : absolute(entry))
                .collect(Collectors.joining(File.pathSeparator));
        var words = new ArrayList<>(options.filter(word -> !word.startsWith(CACHE) || isFresh(Path.of(word.substring(CACHE.length())), classes)).toList());
        words.addAll(List.of("-cp", classes));
        return List.copyOf(words);
    }

    private static String absolute(String path) {
        return new File(path).getAbsolutePath();
    }

    /// The words about the start with which this machine was started itself.
    private static Stream<String> own() {
        try {
            return Arrays.stream(Files.readString(Path.of("/proc/self/cmdline")).split("\0")).filter(word -> OPTIONS.stream().anyMatch(word::startsWith));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /// Java 25 takes old classes from a cache even when a jar has changed since (JDK-8377932).
    private static boolean isFresh(Path cache, String classes) {
        long made = cache.toFile().lastModified();
        return made > 0 && Arrays.stream(classes.split(File.pathSeparator)).flatMap(QuickStart::files).allMatch(file -> file.lastModified() <= made);
    }

    private static Stream<File> files(String entry) {
        File[] inFolder = entry.endsWith("*") ? new File(entry.substring(0, entry.length() - 1)).listFiles() : new File[] {new File(entry)};
        return inFolder == null ? Stream.empty() : Arrays.stream(inFolder);
    }
}
