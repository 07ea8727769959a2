package learnc.lessons.cli;

import learnc.runtime.cli.Common;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `learnc lesson`: the course in the terminal.
@Command(name = "lesson", description = "Read the lessons, and run the cells in them.", synopsisSubcommandLabel = "COMMAND",
        subcommands = {LessonList.class, LessonShow.class, LessonRun.class, LessonSite.class, LessonExport.class}, footer = {"%nExamples:",
            "  learnc lesson ls",
            "  learnc lesson show 03",
            "  learnc lesson run 03            every cell, its promises checked"})
final class LessonCommand implements Runnable {

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "ls, show, run, site or export?");
    }
}
