package learnc.runtime.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;

import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Shown;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
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
                .setHelpFactory(CommandLines::help)
                .setParameterExceptionHandler(CommandLines::misused)
                .setExecutionExceptionHandler(CommandLines::failed);
    }

    /// As wide as the screen is. Asked only when help is to be shown.
    private static CommandLine.Help help(CommandSpec spec, CommandLine.Help.ColorScheme colors) {
        spec.usageMessage().width(HelpWidth.columns());
        return new CommandLine.Help(spec, colors);
    }

    private static int misused(ParameterException misuse, String[] words) {
        CommandLine command = misuse.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("learnc: " + Shown.lines(Misspelt.message(misuse)));
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }

    /// Runs a command that has its options already.
    static int execute(Callable<Integer> command, Called called) {
        try {
            return command.call();
        } catch (Exception failure) {
            return failed(failure, called.name(), called.err());
        }
    }

    private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        int exitCode = failed(failure, command.getCommandSpec().qualifiedName(), command.getErr());
        if (parsed.hasMatchedOption("--debug")) {
            failure.printStackTrace(command.getErr());
        }
        return exitCode;
    }

    private static int failed(Exception failure, String command, PrintWriter err) {
        if (isForGoneReader(failure)) {
            return Printed.READER_HAS_GONE;
        }
        err.println("learnc: " + Shown.lines(message(told(failure, command))));
        return failure instanceof Failure told ? told.exitCode() : Failure.LEARNC_FAILED;
    }

    /// A reader that has seen enough, as `head`, is no reason for words.
    private static boolean isForGoneReader(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof IOException)) {
            cause = cause.getCause();
        }
        return cause != null && Printed.hasReaderGone();
    }

    private static Exception told(Exception failure, String command) {
        return failure instanceof KernelRefusal refusal ? RootOnly.told(refusal, command) : failure;
    }

    private static String message(Exception failure) {
        if (failure.getMessage() == null) {
            return failure.getClass().getSimpleName() + " (--debug shows where)";
        }
        return failure.getMessage();
    }
}
