package learnc.viewer.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import learnc.runtime.trace.Event;

/// learnc's own Java files: from the folder they lie in, or else from the jar, which has a copy.
///
/// A trace may name any file, so a name is not trusted: it has only letters, digits and slashes, and leads to no file outside.
final class JavaSources {

    private static final Pattern PATH = Pattern.compile("(?:\\w+/)+\\w+\\.java");
    private static final int LONGEST_BYTES = 1 << 20;

    private final Path root;

    /// @param root the folder of the sources, or null: then only the jar has them
    JavaSources(Path root) {
        this.root = root;
    }

    /// The sources of the learnc that runs.
    static JavaSources ofThisLearnc() {
        String home = System.getProperty("learnc.home");
        return new JavaSources(home == null ? null : Path.of(home, "runtime/src/main/java"));
    }

    /// Where the file of a line lies, as `learnc/runtime/ContainerRun.java`; null when the event names none.
    static String path(Event.Source source) {
        int dot = source.className().lastIndexOf('.');
        String path = (dot < 0 ? "" : source.className().substring(0, dot).replace('.', '/') + "/") + source.file();
        return PATH.matcher(path).matches() ? path : null;
    }

    /// The text of a file; null when there is none, or it may not be shown.
    String text(String path) throws IOException {
        if (!PATH.matcher(path).matches()) {
            return null;
        }
        String text = root == null ? null : fromFolder(path);
        return text == null ? fromJar(path) : text;
    }

    private String fromFolder(String path) throws IOException {
        Path file = root.resolve(path);
        boolean isInside = Files.isRegularFile(file) && file.toRealPath().startsWith(root.toRealPath());
        return isInside && Files.size(file) <= LONGEST_BYTES ? Files.readString(file) : null;
    }

    private static String fromJar(String path) throws IOException {
        try (InputStream in = JavaSources.class.getResourceAsStream("/learnc/viewer/sources/" + path)) {
            return in == null ? null : new String(in.readNBytes(LONGEST_BYTES), StandardCharsets.UTF_8);
        }
    }
}
