package learnc.runtime.cli;

import java.util.ServiceLoader;

import picocli.CommandLine;

/// The table of contents: which word is which class. A new command is one line in [#NAMES] and one in [#builtIn].
final class Commands {

    /// The commands of the runtime, in the order in which `--help` lists them.
    static final String[] NAMES = {
        "run", "exec", "ps", "stage", "pull", "images", "rmi", "inspect", "doctor", "cleanup", "trace", "completion", "version",
    };

    private Commands() {
    }

    /// A new instance of the command with that name, or null. Other modules are asked only when the name is none of ours.
    static Object named(String name) {
        Object command = builtIn(name);
        return command != null ? command : ofOtherModules(name);
    }

    /// The reader of that command's options, with the commands below it that other modules bring; null when there is no such command.
    static CommandLine line(String name) {
        Object command = named(name);
        if (command == null) {
            return null;
        }
        CommandLine line = CommandLines.of(command);
        if (!line.getSubcommands().isEmpty()) {
            addThoseOfOtherModules(name, line);
        }
        return line;
    }

    private static void addThoseOfOtherModules(String name, CommandLine line) {
        for (MoreCommands more : ServiceLoader.load(MoreCommands.class)) {
            for (String words : more.names()) {
                if (words.startsWith(name + ' ')) {
                    line.addSubcommand(words.substring(name.length() + 1), CommandLines.of(more.command(words)));
                }
            }
        }
    }

    private static Object builtIn(String name) {
        return switch (name) {
            case "cleanup" -> new Cleanup();
            case "completion" -> new Completion();
            case "doctor" -> new DoctorCommand();
            case "exec" -> new Exec();
            case "images" -> new Images();
            case "inspect" -> new Inspect();
            case "ps" -> new Ps();
            case "pull" -> new PullImage();
            case "rmi" -> new RemoveImage();
            case "run" -> new Run();
            case "stage" -> new StageCommand();
            case "trace" -> new TraceCommand();
            case "version" -> new Version();
            default -> null;
        };
    }

    private static Object ofOtherModules(String name) {
        for (MoreCommands more : ServiceLoader.load(MoreCommands.class)) {
            if (more.names().contains(name)) {
                return more.command(name);
            }
        }
        return null;
    }
}
