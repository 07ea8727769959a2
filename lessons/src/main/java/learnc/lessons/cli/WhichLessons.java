package learnc.lessons.cli;

import java.nio.file.Path;

import learnc.lessons.render.EditedProse;
import learnc.lessons.render.Prose;
import learnc.lessons.text.Lessons;
import picocli.CommandLine.Option;

/// Where the lessons are: add it with `@Mixin WhichLessons lessons`.
final class WhichLessons {

    @Option(names = "--lessons", paramLabel = "DIR", description = "The folder with the lessons, else learnc's own.")
    Path folder;

    Lessons lessons() {
        return new Lessons(home());
    }

    /// What renders their text.
    EditedProse prose() {
        return Prose.of(learnc(), home());
    }

    private Path home() {
        return folder == null ? learnc().resolve("lessons") : folder;
    }

    private static Path learnc() {
        return Path.of(System.getProperty("learnc.home", ".")).toAbsolutePath();
    }
}
