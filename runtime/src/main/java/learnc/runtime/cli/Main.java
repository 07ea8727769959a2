package learnc.runtime.cli;

import java.util.Arrays;
import learnc.runtime.spec.Failure;
import picocli.CommandLine;

/// Where `learnc` starts. The first word names the command, and only that command's class is built.
public final class Main {

    private Main() {
    }

    /// Runs one command and ends the process with its exit code; this is the only exit.
    public static void main(String[] words) {
        if (words.length > 0 && words[0].equals(QuickRun.COMMAND)) {
            WarmUp.begin(words);
        }
        Printed printed = Printed.begin();
        // Everything is taken back by then. System.exit would first load Java's logging, to be able to log it.
        Runtime.getRuntime().halt(printed.exitCode(run(RawWords.of(words))));
    }

    /// Runs one command.
    ///
    /// @param words the command's name and its arguments
    /// @return the exit code: the container's own; 2 for a usage error; 125 when learnc failed; 126, 127, 128+n as Docker's
    public static int run(String... words) {
        try {
            return command(words);
        } catch (Error broken) {
            System.err.println("learnc: Java itself gave up: " + broken + "\n  likely because: its memory is used up, or learnc's build is damaged"
                    + "\n  try: more memory with LEARNC_JAVA_OPTS=-Xmx1g, or build anew: rm -r runtime/target; `learnc cleanup` takes back what is left");
            return Failure.LEARNC_FAILED;
        }
    }

    private static int command(String... words) {
        Run quickly = QuickRun.read(words);
        if (quickly != null) {
            return CommandLines.execute(quickly, quickly.called);
        }
        CommandLine command = words.length == 0 ? null : Commands.line(words[0]);
        if (command == null) {
            return Learnc.withAllCommands().execute(words);
        }
        return command.setCommandName("learnc " + words[0]).execute(Arrays.copyOfRange(words, 1, words.length));
    }
}
