package learnc.labs.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import learnc.labs.box.Bounds;
import learnc.labs.check.Finding;
import learnc.labs.grade.Grader;
import learnc.labs.grade.Report;
import learnc.labs.text.Lab;
import learnc.runtime.cli.Common;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Shown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc lab check NN`
@Command(name = "check", description = "Try your work, in a sandbox, and say what is right and what is not.")
final class LabCheck implements Callable<Integer> {

    @Parameters(paramLabel = "LAB", description = "Its number or name.")
    String name;

    @Mixin
    WhichLabs labs;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Lab lab = labs.labs().named(name);
        Path work = labs.student().resolve(lab.id());
        if (!Files.isDirectory(work)) {
            throw new Failure(2, "there is no folder " + work + "\n  try: learnc lab start " + lab.number(), null);
        }
        Report report = new Grader(labs.boxes, Bounds.USUAL).grade(lab, work, labs.student().resolve(".traces").resolve(lab.id()), labs.seed());
        show(report);
        return report.isPassed() ? 0 : 1;
    }

    private void show(Report report) {
        PrintWriter out = spec.commandLine().getOut();
        for (Finding finding : report.findings()) {
            out.println(mark(finding) + " " + finding.title() + "  (" + finding.score() + " of " + finding.points() + ")");
            if (finding.outcome() != Finding.Outcome.PASS) {
                line(out, "expected", finding.expected());
                line(out, "got", finding.got());
                line(out, "why", finding.why());
                line(out, "where", finding.call());
                line(out, "look", finding.step() == 0 ? null : "learnc trace view " + finding.trace() + " --step " + finding.step());
            }
        }
        out.println(report.score() + " of " + report.lab().mostPoints() + " points");
        out.flush();
    }

    private static String mark(Finding finding) {
        return switch (finding.outcome()) {
            case PASS -> "✓";
            case FAIL -> "✗";
            case ERROR -> "!";
        };
    }

    private static void line(PrintWriter out, String name, String text) {
        if (text != null) {
            out.println("    " + name + ": " + Shown.lines(text).strip().replace("\n", "\n        "));
        }
    }
}
