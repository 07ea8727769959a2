package learnc.lessons.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import learnc.runtime.cli.Common;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc lesson show NN`: AsciiDoc is made to be read as it is.
@Command(name = "show", description = "Show a lesson's text.")
final class LessonShow implements Callable<Integer> {

    /// A terminal shows no pictures, but their words.
    private static final Pattern PICTURE = Pattern.compile("(?m)^image::[^\\[\\s]+\\[\"?([^\\]\"]*)\"?[^\\]]*]$");

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
        out.print(PICTURE.matcher(lessons.lessons().named(lesson).text()).replaceAll("[Picture: $1]"));
        out.flush();
        return 0;
    }
}
