package learnc.runtime.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import learnc.runtime.spec.Spelling;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What was probably meant by an option or a command that does not exist. Loaded only when there is such a one.
final class Misspelt {

    private static final String NOTHING_STAYS = "Nothing of a container stays when its program ends: 'learnc run' makes a new one.";
    private static final String NO_IMAGES_ARE_MADE = "learnc runs images and makes none; 'learnc pull' takes what docker save has written.";
    private static final String CTRL_C = "Ctrl-C where it was started ends a container; 'learnc cleanup --all' ends every one.";

    /// Docker's commands that learnc does not have, and what to do instead.
    private static final Map<String, String> OTHER_WAYS = Map.of("logs", "What a container prints stands where it was started; nothing keeps it.",
            "attach", "A container's terminal is the one where it was started; 'learnc exec -it NAME sh' opens another shell in it.",
            "stop", CTRL_C, "kill", CTRL_C, "rm", NOTHING_STAYS, "start", NOTHING_STAYS, "create", NOTHING_STAYS,
            "build", NO_IMAGES_ARE_MADE, "push", NO_IMAGES_ARE_MADE, "commit", NO_IMAGES_ARE_MADE);

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
            return "there is no command '" + command.getCommandSpec().qualifiedName() + " " + words.getFirst() + "'." + among(words.getFirst(), command);
        }
        return misuse.getMessage();
    }

    private static String option(String word, CommandLine command) {
        int value = word.indexOf('=');
        String name = value < 0 ? word : word.substring(0, value);
        boolean isLetter = name.length() == 2;
        return "there is no option '" + name + "'." + (isLetter ? "" : Spelling.question(name, command.getCommandSpec().optionsMap().keySet()));
    }

    /// What was probably meant by a command of learnc; or what to do instead.
    static String command(String word, CommandLine learnc) {
        String otherWay = OTHER_WAYS.get(word);
        return otherWay != null ? " " + otherWay : among(word, learnc);
    }

    private static String among(String word, CommandLine command) {
        var known = new ArrayList<>(command.getSubcommands().keySet());
        return Spelling.question(word, known) + " There are " + String.join(", ", known);
    }
}
