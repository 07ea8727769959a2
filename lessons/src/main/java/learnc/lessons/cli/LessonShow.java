package learnc.lessons.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import learnc.runtime.cli.Common;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc lesson show NN`: AsciiDoc is made to be read as it is.
@Command(name = "show", description = "Show a lesson's text.")
final class LessonShow implements Callable<Integer> {

    /// A terminal shows no pictures, but their words.
    private static final Pattern PICTURE = Pattern.compile("(?m)^image::[^\\[\\s]+\\[\"?([^\\]\"]*)\"?[^\\]]*]$");

    /// In the browser a solution opens on a click; here whoever wants to see it says so.
    private static final Pattern SOLUTION = Pattern.compile("(?s)\\+\n\\.Solution\n\\[%collapsible]\n====\n.*?\n====\n");

    @Parameters(paramLabel = "LESSON", description = "Its number or name.")
    String lesson;

    @Option(names = "--solutions", description = "Show the solutions of the exercises, too.")
    boolean hasSolutions;

    @Mixin
    WhichLessons lessons;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String text = PICTURE.matcher(lessons.lessons().named(lesson).text()).replaceAll("[Picture: $1]");
        out.print(hasSolutions ? text : withoutSolutions(text));
        out.flush();
        return 0;
    }

    private String withoutSolutions(String text) {
        String shorter = SOLUTION.matcher(text).replaceAll("");
        return shorter.equals(text) ? text : shorter.replace("== Further reading", "(Their solutions: learnc lesson show --solutions " + lesson + ")\n\n== Further reading");
    }
}
