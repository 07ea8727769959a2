package learnc.runtime.cli;

import java.util.List;
import java.util.ServiceLoader;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `learnc` without a command, or with one that does not exist: here, and only here, all commands are built, to list them.
@Command(name = "learnc", header = "docker run, taken apart to the last system call.", synopsisHeading = "%nUsage: ",
        customSynopsis = "learnc COMMAND [OPTIONS] [ARGUMENTS]", commandListHeading = "%nCommands:%n",
        footer = {"", "'learnc COMMAND --help' explains a command."})
final class Learnc implements Runnable {

    @Mixin
    Common common;

    @Parameters(arity = "0..*", hidden = true)
    List<String> unknown = List.of();

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                unknown.isEmpty() ? "which command?" : "there is no command '" + unknown.getFirst() + "'." + Misspelt.command(unknown.getFirst(), spec.commandLine()));
    }

    /// The whole command line: for help and for shell completion.
    static CommandLine withAllCommands() {
        CommandLine learnc = CommandLines.of(new Learnc());
        for (String name : Commands.NAMES) {
            learnc.addSubcommand(name, Commands.line(name));
        }
        for (MoreCommands more : ServiceLoader.load(MoreCommands.class)) {
            more.names().stream().filter(name -> name.indexOf(' ') < 0).forEach(name -> learnc.addSubcommand(name, more.command(name)));
        }
        return learnc.setStopAtPositional(true);
    }
}
