package learnc.lessons.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import learnc.lessons.render.EditedProse;
import learnc.lessons.site.Site;
import learnc.lessons.text.Lesson;
import learnc.runtime.cli.Common;
import learnc.runtime.spec.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc lesson site [DIR]`
@Command(name = "site", description = "Write all lessons as web pages, to be read without learnc, a server or a network.")
final class LessonSite implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder for them (lessons-site).")
    Path folder = Path.of("lessons-site");

    @Mixin
    WhichLessons lessons;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        List<Lesson> all = lessons.lessons().all();
        try (EditedProse prose = lessons.prose()) {
            Path index = new Site(all, prose).write(folder);
            spec.commandLine().getOut().println(all.size() + " lessons: " + index);
            return 0;
        } catch (IOException refused) {
            throw new Failure("cannot write the pages into " + folder + ": " + refused.getMessage(), refused);
        }
    }
}
