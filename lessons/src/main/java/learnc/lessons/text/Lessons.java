package learnc.lessons.text;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import learnc.runtime.spec.Failure;

/// The lessons that there are: each folder `NN-name` with a `lesson.adoc` in it.
public final class Lessons {

    private static final Pattern FOLDER = Pattern.compile("(?<number>\\d\\d)-(?<name>[a-z0-9-]+)");

    private final Path home;

    /// @param home the directory that has the folders
    public Lessons(Path home) {
        this.home = home;
    }

    /// The directory that has the folders.
    public Path home() {
        return home;
    }

    /// All of them, in order.
    public List<Lesson> all() {
        return folders().stream().map(Lessons::read).toList();
    }

    /// The folders of all of them, in order, whether what is in them can be read or not.
    public List<Path> folders() {
        try (Stream<Path> folders = Files.list(home)) {
            return folders.filter(folder -> FOLDER.matcher(folder.getFileName().toString()).matches() && Files.exists(folder.resolve("lesson.adoc"))).sorted().toList();
        } catch (IOException refused) {
            throw new Failure("cannot read the lessons in " + home + ": " + refused.getMessage() + "\n  try: start learnc in its project, or name the folder with --lessons", refused);
        }
    }

    /// The one with that number (`3` or `03`), name, or folder.
    ///
    /// @throws Failure when there is none
    public Lesson named(String word) {
        for (Lesson lesson : all()) {
            if (lesson.folder().equals(word) || lesson.name().equals(word) || isNumber(lesson, word)) {
                return lesson;
            }
        }
        throw new Failure("there is no lesson " + word + "\n  try: learnc lesson ls");
    }

    private static boolean isNumber(Lesson lesson, String word) {
        return word.matches("\\d{1,2}") && Integer.parseInt(word) == Integer.parseInt(lesson.number());
    }

    private static Lesson read(Path folder) {
        Path file = folder.resolve("lesson.adoc");
        Matcher name = FOLDER.matcher(folder.getFileName().toString());
        name.matches();
        try {
            return of(name.group("number"), name.group("name"), file, Files.readString(file));
        } catch (CharacterCodingException notText) {
            throw new Failure(file + " is no UTF-8 text", notText);
        } catch (IOException refused) {
            throw new Failure("cannot read " + file + ": " + refused.getMessage(), refused);
        }
    }

    /// The lesson in a folder `NN-name`, with the text of another file instead of its own.
    ///
    /// @throws Failure when the text cannot be taken apart
    public static Lesson in(Path folder, String text) {
        Matcher name = FOLDER.matcher(folder.getFileName().toString());
        name.matches();
        return of(name.group("number"), name.group("name"), folder.resolve("lesson.adoc"), text);
    }

    /// A lesson with this text.
    public static Lesson of(String number, String name, Path file, String text) {
        return new Lesson(number, name, LessonFile.title(name, text), file, text, LessonFile.cells(name, text));
    }
}
