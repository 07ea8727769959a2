package learnc.lessons.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import learnc.lessons.text.Lesson;
import learnc.lessons.text.Lessons;
import learnc.runtime.cli.Common;
import learnc.runtime.cli.RootOnly;
import learnc.runtime.spec.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc notebook test FILE…`: all cells of lessons, with nobody watching.
@Command(name = "test", description = "Run all cells of lessons without a browser, and check what the lessons promise.",
        footer = "%nThe exit code is 0 when every cell did what its lesson promises, else 1.")
final class NotebookTest implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Lessons: AsciiDoc files, or folders with a lesson.adoc.")
    List<Path> files;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the results as JUnit XML too.")
    Path junit;

    @Mixin
    WhichSandboxes sandboxes;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        RootOnly.check(spec);
        List<Lesson> lessons = files.stream().map(NotebookTest::read).toList();
        var results = new ArrayList<HeadlessRun.Result>();
        for (Lesson lesson : lessons) {
            HeadlessRun.Result result = new HeadlessRun(sandboxes.folder).run(lesson);
            results.add(result);
            show(result);
        }
        if (junit != null) {
            write(results);
        }
        return results.stream().allMatch(result -> result.faults() == 0) ? 0 : 1;
    }

    private void show(HeadlessRun.Result result) {
        PrintWriter out = spec.commandLine().getOut();
        Lesson lesson = result.copy().lesson();
        for (HeadlessRun.Tried tried : result.tried()) {
            if (tried.fault() != null) {
                out.println("FAILED  " + lesson.file() + ":" + tried.cell().firstLine() + "  " + tried.cell().id());
                out.println(tried.fault().indent(8).stripTrailing());
            }
        }
        long good = result.tried().size() - result.faults();
        out.println((result.faults() == 0 ? "ok      " : "FAILED  ") + lesson.file() + "  " + good + " of " + result.tried().size() + " cells");
        out.flush();
    }

    private void write(List<HeadlessRun.Result> results) {
        try (var file = Files.newBufferedWriter(junit)) {
            JUnitXml.write(results, file);
        } catch (IOException refused) {
            throw new Failure("cannot write " + junit + ": " + refused.getMessage(), refused);
        }
    }

    private static Lesson read(Path named) {
        Path file = (Files.isDirectory(named) ? named.resolve("lesson.adoc") : named).toAbsolutePath().normalize();
        try {
            return lesson(file, Files.readString(file));
        } catch (CharacterCodingException notText) {
            throw new Failure(named + " is no UTF-8 text", notText);
        } catch (NoSuchFileException missing) {
            throw new Failure("there is no file " + file + "\n  try: the path of a lesson's file, as lessons/06-overlay/lesson.adoc", missing);
        } catch (IOException refused) {
            throw new Failure("cannot read " + named + ": " + refused.getMessage(), refused);
        }
    }

    /// A lesson of the course lies in a folder with its number; any other file is one too.
    private static Lesson lesson(Path file, String text) {
        String folder = file.getParent().getFileName() == null ? "" : file.getParent().getFileName().toString();
        return folder.matches("\\d\\d-.+") ? Lessons.of(folder.substring(0, 2), folder.substring(3), file, text)
                : Lessons.of("00", file.getFileName().toString().replaceFirst("\\.adoc$", ""), file, text);
    }
}
