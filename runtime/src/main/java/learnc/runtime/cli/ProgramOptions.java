package learnc.runtime.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Option;

/// The options of `run` and `exec` about the program: its surroundings, its user, its terminal.
class ProgramOptions {

    @Option(names = {"-e", "--env"}, paramLabel = "NAME[=VALUE]", description = "Set a variable; without a value, take the one from here.")
    List<String> env = List.of();

    @Option(names = "--env-file", paramLabel = "FILE", description = "Set the variables in a file, one NAME=VALUE a line.")
    List<String> envFiles = List.of();

    @Option(names = {"-w", "--workdir"}, paramLabel = "DIR", description = "The directory that the program starts in.")
    String workdir;

    @Option(names = {"-u", "--user"}, paramLabel = "USER[:GROUP]", description = "Who the program is: names or numbers, as in the image.")
    String user;

    @Option(names = {"-i", "--interactive"}, description = "Hand on standard input.")
    boolean isInteractive;

    @Option(names = {"-t", "--tty"}, description = "Give the program a terminal of its own.")
    boolean hasTerminal;

    /// `NAME=value` for each variable; `NAME` alone for one that must not be set. Later ones win.
    List<String> environment() {
        var variables = new ArrayList<String>();
        for (String file : envFiles) {
            variables.addAll(Said.once("--env-file", file, ProgramOptions::ofFile));
        }
        variables.addAll(Said.each("--env", env, ProgramOptions::variable));
        return variables;
    }

    private static List<String> ofFile(String file) {
        var variables = new ArrayList<String>();
        try {
            for (String line : Files.readAllLines(Path.of(file))) {
                String content = line.stripLeading();
                if (!content.isEmpty() && content.charAt(0) != '#') {
                    variables.add(variable(content));
                }
            }
        } catch (IOException refusal) {
            throw new IllegalArgumentException("cannot read '" + file + "': " + refusal.getClass().getSimpleName());
        }
        return variables;
    }

    private static String variable(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        if (name.isEmpty() || name.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("'" + text + "' names no variable: NAME=VALUE, or NAME for the one from here");
        }
        String here = equals < 0 ? RawWords.variable(name) : null;
        return here == null ? text : name + "=" + here;
    }
}
