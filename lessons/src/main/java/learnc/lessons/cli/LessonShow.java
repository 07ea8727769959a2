package learnc.lessons.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import learnc.lessons.text.Cell;
import learnc.lessons.text.Lesson;
import learnc.lessons.text.Prediction;
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

    @Option(names = "--solutions", description = "Show the answers to the questions and the solutions of the exercises, too.")
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
        Lesson its = lessons.lessons().named(lesson);
        String text = PICTURE.matcher(withQuestions(its)).replaceAll("[Picture: $1]");
        out.print(Paragraphs.wrapped(hasSolutions ? text : withoutSolutions(text), spec.usageMessage().width()));
        out.flush();
        return 0;
    }

    /// A question's answer stands in the head of its block: nobody should read it there first.
    private String withQuestions(Lesson lesson) {
        String text = lesson.text();
        for (Cell cell : lesson.cells()) {
            if (cell.kind() == Cell.Kind.PREDICT) {
                text = text.replace(lesson.blockOf(cell), question(Prediction.of(cell)) + "\n");
            }
        }
        return text;
    }

    private String question(Prediction prediction) {
        var text = new StringBuilder("Predict: ").append(prediction.question()).append('\n');
        prediction.choices().forEach(choice -> text.append("\n* ").append(choice));
        return (hasSolutions ? text.append("\n\n(Answer: ").append(prediction.solution()).append(')') : text).toString().strip();
    }

    private String withoutSolutions(String text) {
        String shorter = SOLUTION.matcher(text).replaceAll("");
        return shorter.equals(text) ? text : shorter.replace("== Further reading", "(Their solutions: learnc lesson show --solutions " + lesson + ")\n\n== Further reading");
    }
}
