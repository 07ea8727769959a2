package learnc.labs.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import learnc.labs.text.Lab;
import learnc.labs.text.Labs;
import learnc.labs.text.Wrong;
import learnc.runtime.cli.Ready;
import learnc.runtime.own.Source;

/// Compiles what [Selftest] tries, for the machine of `vagrant/vm-test`: its processor is emulated, and the compiler takes longer there
/// than much of what it compiles. That it is found there is [Ready]'s part.
final class CompiledLabs {

    private CompiledLabs() {
    }

    /// Compiles everything of all labs of this directory that is Java.
    ///
    /// @param words the folder for the classes
    public static void main(String[] words) {
        Path folder = Path.of(words[0]);
        for (Lab lab : new Labs(Path.of("").toAbsolutePath()).all()) {
            sources(lab).forEach(source -> Ready.keep(folder, source, source.classes()));
        }
    }

    private static Stream<Source> sources(Lab lab) {
        Stream<Path> attempts = Stream.concat(Stream.of(lab.solution(), lab.task()), lab.wrong().stream().map(Wrong::folder));
        return Stream.concat(Stream.of(new Source(Lab.CHECK, lab.check())), attempts.flatMap(attempt -> files(attempt).stream()).map(file -> filled(lab, file)));
    }

    private static List<Path> files(Path attempt) {
        try (Stream<Path> files = Files.list(attempt)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static Source filled(Lab lab, Path file) {
        try {
            return new Source(file.getFileName().toString(), Selftest.SEED.filled(lab.id(), Files.readString(file)));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
