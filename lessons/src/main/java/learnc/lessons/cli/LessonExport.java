package learnc.lessons.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import learnc.lessons.export.Copy;
import learnc.lessons.export.Export;
import learnc.lessons.render.EditedProse;
import learnc.lessons.text.Lesson;
import learnc.runtime.cli.Common;
import learnc.runtime.cli.RootOnly;
import learnc.runtime.spec.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc lesson export NN --format html [FILE]`
@Command(name = "export", description = "Write a lesson as one web page, as a Jupyter notebook, or as a script for Java's own jshell.", footer = {"%nExamples:",
    "  learnc lesson export 06 --run                 run it, and write 06-overlay.html with what came of each cell",
    "  learnc lesson export 06 --format ipynb -      the notebook to standard output"})
final class LessonExport implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";

    @Parameters(index = "0", paramLabel = "LESSON", description = "Its number or name.")
    String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "Where to write it (the lesson's name with the format's ending); '-' is standard output.")
    String file;

    @Option(names = "--format", paramLabel = "FORMAT", description = "html, ipynb or jsh (html).")
    Export.Format format = Export.Format.HTML;

    @Option(names = "--run", description = "Run the cells first, in a sandbox, and write what came of them too.")
    boolean isRun;

    @Mixin
    WhichSandboxes sandboxes;

    @Mixin
    WhichLessons lessons;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        if (isRun) {
            RootOnly.check(spec);
        }
        Lesson lesson = lessons.lessons().named(name);
        Copy copy = isRun ? new HeadlessRun(sandboxes.folder).run(lesson).copy() : Copy.of(lesson);
        try (EditedProse prose = lessons.prose()) {
            write(Export.to(format, prose).bytes(copy), file == null ? lesson.folder() + "." + format.ending() : file);
        }
        return 0;
    }

    private static void write(byte[] bytes, String file) {
        if (file.equals(STANDARD_OUTPUT)) {
            PrintStream out = System.out;
            out.write(bytes, 0, bytes.length);
            out.flush();
            return;
        }
        try {
            Files.write(Path.of(file), bytes);
        } catch (IOException refused) {
            throw new Failure("cannot write " + file + ": " + refused.getMessage(), refused);
        }
    }
}
