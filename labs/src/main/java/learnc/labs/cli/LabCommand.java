package learnc.labs.cli;

import learnc.runtime.cli.Common;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `learnc lab`: exercises that grade themselves.
@Command(name = "lab", description = "Exercises that grade themselves.", synopsisSubcommandLabel = "COMMAND",
        subcommands = {LabList.class, LabStart.class, LabCheck.class, LabHint.class, LabNext.class, LabReset.class, LabSolution.class, LabStatus.class,
            LabSubmit.class, LabSelftest.class}, footer = {"%nExamples:",
            "  learnc lab ls",
            "  learnc lab start 04     puts the task into ~/learnc/labs, says what to do",
            "  learnc lab check 04     tries your work, says what is right and what not",
            "%nThe exit code is 0 when everything is right, 1 when something is wrong,",
            "2 when the command line makes no sense, 3 when this machine cannot do the lab."})
final class LabCommand implements Runnable {

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which? " + String.join(", ", spec.subcommands().keySet()));
    }
}
