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
        try (Stream<Path> lessons = Files.walk(home, 3)) {
            lessons.filter(file -> home.relativize(file).toString().matches("\\d\\d-[^/]+/.+") && Files.isRegularFile(file)).sorted().forEach(files::add);
        }
        // In the build these are files; what a jar holds does not change while it is used.
        Path classes = Path.of(URI.create(Sources.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        if (Files.isDirectory(classes)) {
            try (Stream<Path> own = Files.walk(classes.resolve("learnc/lessons/render"))) {
                own.filter(file -> file.toString().endsWith(".class")).sorted().forEach(files::add);
            }
        }
        return files;
    }
}
