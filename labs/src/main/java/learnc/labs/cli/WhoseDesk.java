package learnc.labs.cli;

import java.io.IOException;
import java.nio.file.Path;

import learnc.labs.text.Seed;
import learnc.runtime.spec.Failure;
import picocli.CommandLine.Option;

/// Where the labs are, and where the student works: add it with `@Mixin WhoseDesk labs`.
final class WhoseDesk extends WhichLabs {

    @Option(names = "--folder", paramLabel = "DIR", description = "Where you work, else learnc/labs in your home.")
    Path student;

    @Option(names = "--seed", paramLabel = "WORD", description = "What makes your questions differ from others', else your name; your folder keeps it from the first lab on.")
    String seed;

    /// Where the student works, on all labs.
    private Path student() {
        return student == null ? homeOfUser().resolve("learnc").resolve("labs") : student.toAbsolutePath();
    }

    /// The student's folder.
    Desk desk() {
        return new Desk(student(), seed());
    }

    private Seed seed() {
        Seed kept = kept();
        if (kept != null && seed != null && !kept.word().equals(seed)) {
            throw new Failure(2, "the labs in " + student() + " were begun with another seed: " + kept.word() + "\n  try: without --seed, or --folder with another folder", null);
        }
        if (kept != null) {
            return kept;
        }
        String user = System.getenv("SUDO_USER") == null ? System.getProperty("user.name") : System.getenv("SUDO_USER");
        return new Seed(seed == null ? WhoseName.of(user) : seed);
    }

    private Seed kept() {
        try {
            return Seed.in(student());
        } catch (IOException unreadable) {
            throw new Failure("cannot read " + student().resolve(Seed.FILE) + ": " + unreadable.getMessage() + "\n  try: remove it; your questions may then be others", unreadable);
        }
    }

    /// With sudo it is the home of the user who has called it.
    static Path homeOfUser() {
        String user = System.getenv("SUDO_USER");
        if (user == null || user.isEmpty() || user.equals("root")) {
            return Path.of(System.getProperty("user.home"));
        }
        return Homes.of(user);
    }
}
