package learnc.labs.cli;

import java.nio.file.Path;
import java.util.List;

import learnc.labs.box.Boxes;
import learnc.runtime.cli.MoreLeftovers;

/// What `learnc cleanup` takes back for the labs: boxes whose learnc was killed.
public final class LeftBoxes implements MoreLeftovers {

    @Override
    public List<String> takeBack(boolean isDry) {
        return new Boxes(WhichLabs.BOXES, List.of()).takeBack(isDry).stream().map(Path::toString).toList();
    }
}
