package learnc.viewer.cli;

import java.util.List;
import learnc.runtime.cli.MoreCommands;

/// The commands of this module. A new one is one word in [#names] and one line in [#command].
public final class ViewerCommands implements MoreCommands {

    @Override
    public List<String> names() {
        return List.of();
    }

    @Override
    public Object command(String name) {
        throw new IllegalArgumentException(name);
    }
}
