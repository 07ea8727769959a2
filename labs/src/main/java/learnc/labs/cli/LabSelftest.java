package learnc.labs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import learnc.labs.box.Bounds;
import learnc.labs.box.Boxes;
import learnc.labs.grade.Grader;
import learnc.labs.grade.Selftest;
import learnc.labs.text.Lab;
import learnc.runtime.cli.Common;
import learnc.runtime.spec.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc lab selftest [NN…]`
@Command(name = "selftest", description = "Try every solution (must pass), every task (must fail) and every wrong solution (must be told why).")
final class LabSelftest implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "LAB", description = "Only these.")
    List<String> names = List.of();

    @Mixin
    WhoseDesk labs;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Boxes all = labs.boxes(List.of());
        var boxes = new Boxes(Files.createDirectories(all.folder().resolve("selftest-" + ProcessHandle.current().pid())), all.hiding());
        Path traces = Files.createTempDirectory("learnc-selftest");
        var selftest = new Selftest(new Grader(boxes, Bounds.USUAL), boxes, traces, line -> {
            out.println(line);
            out.flush();
        });
        int unsound = 0;
        try {
            for (Lab lab : names.isEmpty() ? labs.labs().all() : names.stream().map(labs.labs()::named).toList()) {
                List<String> complaints = complaints(selftest, lab);
                complaints.forEach(complaint -> out.println("✗ " + lab.id() + ": " + complaint));
                unsound += complaints.isEmpty() ? 0 : 1;
            }
        } finally {
            Files.delete(boxes.folder());
        }
        out.println(unsound == 0 ? "every lab is sound" : unsound + (unsound == 1 ? " lab is" : " labs are") + " not sound; traces are in " + traces);
        out.flush();
        return unsound == 0 ? 0 : 1;
    }

    /// A check that does not compile is that lab's fault, and the others are tried all the same.
    private static List<String> complaints(Selftest selftest, Lab lab) {
        try {
            return selftest.complaints(lab);
        } catch (Failure broken) {
            return List.of(broken.getMessage());
        }
    }
}
