package learnc.lessons.cell;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import learnc.lessons.text.Lesson;
import learnc.lessons.text.Lessons;

/// A lesson through which the compiler has gone already. In the machine of `vagrant/vm-test`, whose processor is emulated, the compiler
/// takes longer than everything that the cells do; so, as for the tests themselves, it runs before, on the machine around it.
///
/// @param folder of the lesson
/// @param pieces its code
public record CompiledLesson(String folder, List<Piece> pieces) implements Serializable {

    /// A cell, or the solution of an exercise.
    public record Piece(LessonCode code, List<CompiledStatement> statements) implements Serializable {
    }

    /// Compiles all lessons of this directory.
    ///
    /// @param words the file into which it writes them
    public static void main(String[] words) throws IOException {
        List<CompiledLesson> lessons = new Lessons(Path.of("").toAbsolutePath()).all().parallelStream().map(CompiledLesson::of).toList();
        try (var out = new ObjectOutputStream(Files.newOutputStream(Path.of(words[0])))) {
            out.writeObject(lessons);
        }
    }

    /// Compiles a lesson.
    public static CompiledLesson of(Lesson lesson) {
        try (var compiler = new LessonCompiler()) {
            return new CompiledLesson(lesson.folder(), LessonCode.of(lesson).stream().map(code -> new Piece(code, compiler.compiled(code.java()))).toList());
        }
    }

    /// Those that were compiled into this file.
    @SuppressWarnings("unchecked")
    public static List<CompiledLesson> all(Path file) {
        try (var in = new ObjectInputStream(Files.newInputStream(file))) {
            return (List<CompiledLesson>) in.readObject();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (ClassNotFoundException changed) {
            throw new IllegalStateException(changed);
        }
    }
}
