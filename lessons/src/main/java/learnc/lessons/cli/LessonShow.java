package learnc.lessons.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import learnc.runtime.cli.Common;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc lesson show NN`: AsciiDoc is made to be read as it is.
@Command(name = "show", description = "Show a lesson's text.")
final class LessonShow implements Callable<Integer> {

    @Parameters(paramLabel = "LESSON", description = "Its number or name.")
    String lesson;

    @Mixin
    WhichLessons lessons;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(lessons.lessons().named(lesson).text());
        out.flush();
        return 0;
    }
}
