package learnc.labs.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import learnc.labs.box.Boxes;
import learnc.labs.text.Labs;
import picocli.CommandLine.Option;

/// Where the labs are: add it with `@Mixin WhichLabs labs`.
class WhichLabs {

    static final Path BOXES = Path.of(System.getProperty("learnc.boxes", "/run/learnc/labs"));

    @Option(names = "--labs", paramLabel = "DIR", description = "The folder with the labs, else learnc's own.")
    Path folder;

    @Option(names = "--boxes", hidden = true, paramLabel = "DIR", description = "Where boxes get folders; not below /tmp.")
    Path boxes = BOXES;

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
}
