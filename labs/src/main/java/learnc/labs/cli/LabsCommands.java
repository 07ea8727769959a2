package learnc.labs.cli;

import java.util.List;

import learnc.runtime.cli.MoreCommands;

/// The commands of this module. A new one is one word in [#names] and one line in [#command].
public final class LabsCommands implements MoreCommands {

    @Override
    public List<String> names() {
        return List.of("lab", "class");
    }

    @Override
    public Object command(String name) {
        return switch (name) {
            case "lab" -> new LabCommand();
            case "class" -> new ClassCommand();
            default -> throw new IllegalArgumentException("there is no command " + name);
        };
    }
}
