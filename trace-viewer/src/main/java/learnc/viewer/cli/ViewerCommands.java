package learnc.viewer.cli;

import java.util.List;
import learnc.runtime.cli.MoreCommands;

/// The commands of this module. A new one is one word in [#names] and one line in [#command].
public final class ViewerCommands implements MoreCommands {

    @Override
    public List<String> names() {
        return List.of("trace view", "trace import", "trace diff");
    }

    @Override
    public Object command(String name) {
        return switch (name) {
            case "trace view" -> new TraceView();
            case "trace diff" -> new TraceDiff();
            case "trace import" -> new TraceImport();
            default -> throw new IllegalArgumentException("there is no command " + name);
        };
    }
}
