package learnc.labs.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import learnc.labs.box.Boxes;
import learnc.labs.text.Labs;
import learnc.labs.text.Seed;
import picocli.CommandLine.Option;

/// Where the labs are, and where the student works: add it with `@Mixin WhichLabs labs`.
final class WhichLabs {

    static final Path BOXES = Path.of(System.getProperty("learnc.boxes", "/run/learnc/labs"));

    @Option(names = "--labs", paramLabel = "DIR", description = "The folder with the labs, else learnc's own.")
    Path folder;

    @Option(names = "--folder", paramLabel = "DIR", description = "Where you work, else learnc/labs in your home.")
    Path student;

    @Option(names = "--boxes", hidden = true, paramLabel = "DIR", description = "Where boxes get folders; not below /tmp.")
    Path boxes = BOXES;

    @Option(names = "--seed", paramLabel = "WORD", description = "What makes your questions differ from others', else your name.")
    String seed;

    Labs labs() {
        return new Labs(home());
    }

    private Path home() {
        return folder == null ? Path.of(System.getProperty("learnc.home", "."), "labs") : folder;
    }

    /// Where boxes are. What a killed learnc has left there is taken back first.
    Boxes boxes(List<Path> alsoHidden) {
        var hidden = new ArrayList<>(alsoHidden);
        hidden.add(home());
        var its = new Boxes(boxes, hidden);
        its.takeBack(false);
        return its;
    }

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
