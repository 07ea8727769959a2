package learnc.lessons.render.press;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import learnc.lessons.render.Rendered;

/// From what the pages are made: the lessons' files and the classes that render them.
final class Sources {

    private Sources() {
    }

    /// A digest that changes with any of them.
    static String state(Path home) throws IOException {
        var parts = new StringBuilder();
        for (Path file : files(home)) {
            parts.append(file.getFileName()).append(' ').append(Rendered.digest(Files.readAllBytes(file))).append('\n');
        }
        return Rendered.digest(parts.toString());
    }

    private static List<Path> files(Path home) throws IOException {
        var files = new ArrayList<Path>();
        // Only the lessons' folders: beside them lies what the build itself writes.
        try (Stream<Path> folders = Files.list(home)) {
            for (Path folder : folders.filter(folder -> folder.getFileName().toString().matches("\\d\\d-.+")).sorted().toList()) {
                add(folder, files);
            }
        }
        // In the build these are files; what a jar holds does not change while it is used.
        Path classes = Path.of(URI.create(Sources.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        if (Files.isDirectory(classes)) {
            add(classes.resolve("learnc/lessons/render"), files);
            files.removeIf(file -> file.startsWith(classes) && !file.toString().endsWith(".class"));
        }
        return files;
    }

    private static void add(Path folder, List<Path> files) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).sorted().forEach(files::add);
        }
    }
}
