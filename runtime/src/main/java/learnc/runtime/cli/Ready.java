package learnc.runtime.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import learnc.runtime.own.Source;

/// Students' files that somebody has compiled before learnc was started: most of the time of a short run goes into waking up the
/// compiler, and who tries many files, as a grader does, has one that is awake.
///
/// `-Dlearnc.compiled=FOLDER` says where they lie. They belong to a text, letter by letter: another text is compiled as always.
public final class Ready {

    private static final String FOLDER = System.getProperty("learnc.compiled");
    private static final String SUFFIX = ".class";

    private Ready() {
    }

    /// Keeps the classes of a file for a learnc that is started later.
    public static void keep(Path folder, Source source, Map<String, byte[]> classes) {
        try {
            Path its = Files.createDirectories(folder.resolve(key(source)));
            for (var entry : classes.entrySet()) {
                Files.write(its.resolve(entry.getKey() + SUFFIX), entry.getValue());
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /// A file, with its classes if they are ready.
    public static Source source(String path, String text) {
        var source = new Source(path, text);
        return FOLDER == null ? source : new Source(path, text, classes(Path.of(FOLDER), source));
    }

    /// The classes of a file; none when it was not compiled.
    static Map<String, byte[]> classes(Path folder, Source source) {
        Path its = folder.resolve(key(source));
        if (!Files.isDirectory(its)) {
            return Map.of();
        }
        var classes = new TreeMap<String, byte[]>();
        try (Stream<Path> files = Files.list(its)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                classes.put(name.substring(0, name.length() - SUFFIX.length()), Files.readAllBytes(file));
            }
            return classes;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static String key(Source source) {
        try {
            byte[] text = (source.className() + "\n" + source.text()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
