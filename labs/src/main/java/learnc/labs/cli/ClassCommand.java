package learnc.labs.cli;

import learnc.runtime.cli.Common;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `learnc class`: for instructors.
@Command(name = "class", description = "For instructors: grade what a class has handed in.", synopsisSubcommandLabel = "COMMAND",
        subcommands = {ClassGrade.class, ClassStrip.class}, footer = {"%nExamples:",
            "  learnc class grade handed-in/* --csv scores.csv --pages pages",
            "  learnc class grade handed-in/* --hidden my-checks   with checks of your own",
            "  learnc class strip solution task                    a task from a solution"})
final class ClassCommand implements Runnable {

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which? " + String.join(", ", spec.subcommands().keySet()));
    }
}
