package learnc.runtime.cli;

import java.io.PrintWriter;

import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Shown;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// What all commands have in common: how they read options, and how they report that something went wrong.
final class CommandLines {

    private CommandLines() {
    }

    /// The reader of one command's options.
    static CommandLine of(Object command) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOverwrittenOptionsAllowed(true)
                .setExpandAtFiles(false)
                .setUsageHelpWidth(110)
                .setParameterExceptionHandler(CommandLines::misused)
                .setExecutionExceptionHandler(CommandLines::failed);
    }

    private static int misused(ParameterException misuse, String[] words) {
        CommandLine command = misuse.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("learnc: " + misuse.getMessage());
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        command.getErr().println("learnc: " + Shown.lines(message(failure)));
        if (parsed.hasMatchedOption("--debug")) {
            failure.printStackTrace(command.getErr());
        }
        return failure instanceof Failure told ? told.exitCode() : Failure.LEARNC_FAILED;
    }

    private static String message(Exception failure) {
        if (failure.getMessage() == null) {
            return failure.getClass().getSimpleName() + " (--debug shows where)";
        }
        return failure.getMessage();
    }
}
