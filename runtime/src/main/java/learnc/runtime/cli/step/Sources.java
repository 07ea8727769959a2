package learnc.runtime.cli.step;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import learnc.runtime.trace.Event;

/// The Java code that made a call, where it lies on this machine.
final class Sources {

    private static final String PLAIN_NAME = "[A-Za-z0-9_/.$]*";

    private final String folder;
    private Path last;
    private List<String> lastLines = List.of();

    /// @param folder of the sources, above the packages; null when nobody knows it
    Sources(String folder) {
        this.folder = folder;
    }

    /// The file, or null where it is not here: a recording may come from another machine, or may lie.
    Path file(Event.Source source) {
        int lastDot = source.className().lastIndexOf('.');
        String path = (lastDot < 0 ? "" : source.className().substring(0, lastDot).replace('.', '/') + "/") + source.file();
        if (folder == null || source.file().isEmpty() || !path.matches(PLAIN_NAME) || path.contains("..")) {
            return null;
        }
        Path file = Path.of(folder, path);
        return Files.isRegularFile(file) ? file : null;
    }

    /// Its lines; empty where it is not here.
    List<String> lines(Event.Source source) {
        Path file = file(source);
        if (file == null) {
            return List.of();
        }
        if (!file.equals(last)) {
            lastLines = read(file);
            last = file;
        }
        return lastLines;
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException notText) {
            return List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
