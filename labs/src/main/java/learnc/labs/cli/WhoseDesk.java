package learnc.labs.cli;

import java.nio.file.Path;

import learnc.labs.text.Seed;
import picocli.CommandLine.Option;

/// Where the labs are, and where the student works: add it with `@Mixin WhoseDesk labs`.
final class WhoseDesk extends WhichLabs {

    @Option(names = "--folder", paramLabel = "DIR", description = "Where you work, else learnc/labs in your home.")
    Path student;

    @Option(names = "--seed", paramLabel = "WORD", description = "What makes your questions differ from others', else your name.")
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
        String user = System.getenv("SUDO_USER") == null ? System.getProperty("user.name") : System.getenv("SUDO_USER");
        return new Seed(seed == null ? user : seed);
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
