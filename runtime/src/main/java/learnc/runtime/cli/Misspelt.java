package learnc.runtime.cli;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.spec.Spelling;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What was probably meant by an option or a command that does not exist. Loaded only when there is such a one.
final class Misspelt {

    private Misspelt() {
    }

    /// What is wrong with a command line, and what was probably meant.
    static String message(ParameterException misuse) {
        List<String> words = misuse instanceof UnmatchedArgumentException unmatched ? unmatched.getUnmatched() : List.of();
        CommandLine command = misuse.getCommandLine();
        if (!words.isEmpty() && words.getFirst().startsWith("-")) {
            return option(words.getFirst(), command);
        }
        if (!words.isEmpty() && !command.getSubcommands().isEmpty()) {
            return "there is no command '" + command.getCommandSpec().qualifiedName() + " " + words.getFirst() + "'." + command(words.getFirst(), command);
        }
        return misuse.getMessage();
    }

    private static String option(String word, CommandLine command) {
        int value = word.indexOf('=');
        String name = value < 0 ? word : word.substring(0, value);
        return "there is no option '" + name + "'." + Spelling.question(name, command.getCommandSpec().optionsMap().keySet());
    }

    /// What was probably meant by a command; and which there are, where they are few.
    static String command(String word, CommandLine command) {
        var known = new ArrayList<>(command.getSubcommands().keySet());
        if (known.isEmpty()) {
            return "";
        }
        return Spelling.question(word, known) + " There are " + String.join(", ", known);
    }
}
