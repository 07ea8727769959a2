package learnc.lessons.cli;

import java.nio.file.Path;
import java.util.List;

import learnc.lessons.cell.LeftMachines;
import learnc.runtime.cli.MoreLeftovers;

/// What `learnc cleanup` takes back for the lessons: sandboxes whose learnc was killed.
public final class LeftSandboxes implements MoreLeftovers {

    @Override
    public List<String> takeBack(boolean isDry) {
        return LeftMachines.takeBack(Path.of(System.getProperty("learnc.sandboxes", "/run/learnc/lessons")), isDry).stream().map(Path::toString).toList();
    }
}
