package learnc.lessons.cli;

import java.nio.file.Path;

import learnc.lessons.text.Lessons;
import picocli.CommandLine.Option;

/// Where the lessons are: add it with `@Mixin WhichLessons lessons`.
final class WhichLessons {

    @Option(names = "--lessons", paramLabel = "DIR", description = "The folder with the lessons, else learnc's own.")
    Path folder;

    Lessons lessons() {
        return new Lessons(folder == null ? Path.of(System.getProperty("learnc.home", "."), "lessons") : folder);
    }
}
