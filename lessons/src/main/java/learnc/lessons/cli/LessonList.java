package learnc.lessons.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import learnc.lessons.text.Lesson;
import learnc.runtime.cli.Common;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `learnc lesson ls`
@Command(name = "ls", aliases = "list", description = "List the lessons.")
final class LessonList implements Callable<Integer> {

    @Mixin
    WhichLessons lessons;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (Lesson lesson : lessons.lessons().all()) {
            out.println(lesson.number() + "  " + lesson.title() + "  (" + lesson.cells().size() + " cells)");
        }
        return 0;
    }
}
