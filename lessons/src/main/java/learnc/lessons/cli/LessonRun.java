package learnc.lessons.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

import learnc.lessons.cell.Answer;
import learnc.lessons.cell.Cells;
import learnc.lessons.kit.StartUp;
import learnc.lessons.text.Cell;
import learnc.lessons.text.Lesson;
import learnc.runtime.cli.Common;
import learnc.runtime.cli.RootOnly;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc lesson run NN`: every cell in order, with its promises checked.
@Command(name = "run", description = "Run every cell of a lesson in order, in a sandbox, and check what the lesson promises.",
        footer = "%nThe exit code is 0 when every promise was kept, else 1.")
final class LessonRun implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "LESSON", description = "Its number or name; several are run one after the other.")
    List<String> names;

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
        RootOnly.check(spec);
        int broken = 0;
        for (String name : names) {
            broken += run(lessons.lessons().named(name));
        }
        return broken == 0 ? 0 : 1;
    }

    private int run(Lesson lesson) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("== " + lesson.number() + "  " + lesson.title());
        int broken = 0;
        try (var cells = new Cells(sandboxes.folder, StartUp.statements(), List.of())) {
            for (Cell cell : lesson.cells()) {
                if (cell.runs()) {
                    broken += show(cell, cells.run(StartUp.java(cell)));
                }
            }
        }
        out.println(broken == 0 ? "== every promise was kept" : "== " + broken + " cells did not do what the lesson promises");
        out.flush();
        return broken;
    }

    private int show(Cell cell, Answer answer) {
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        out.println("-- " + cell.id());
        out.println(cell.source());
        String output = answer.output().stripTrailing();
        if (!output.isEmpty()) {
            out.println(output.indent(2).stripTrailing());
        }
        for (Answer.Part part : answer.parts()) {
            if (part.value() != null && part.promise() == null) {
                out.println(("→ " + part.value()).indent(2).replace("\n", "\n  ").stripTrailing());
            } else if (part.failure() != null && part.promise() != null) {
                out.println(("→ ! " + part.failure().message()).indent(2).replace("\n", "\n  ").stripTrailing());
            }
        }
        String complaint = answer.brokenPromise();
        if (complaint != null) {
            out.println("  ✗ " + complaint);
        }
        out.flush();
        return complaint == null ? 0 : 1;
    }
}
