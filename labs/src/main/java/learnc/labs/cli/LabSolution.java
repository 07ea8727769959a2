package learnc.labs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import learnc.labs.progress.Done;
import learnc.labs.text.Lab;
import learnc.runtime.cli.Common;
import learnc.runtime.spec.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc lab solution NN`
@Command(name = "solution", description = "Show the solution: when you have passed the lab, or give it up.")
final class LabSolution implements Callable<Integer> {

    @Parameters(paramLabel = "LAB", description = "Its number or name.")
    String name;

    @Option(names = "--give-up", description = "Show it before you have passed. That is noted in your progress.")
    boolean givesUp;

    @Mixin
    WhoseDesk labs;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Lab lab = labs.labs().named(name);
        Desk desk = labs.desk();
        boolean hasPassed = !desk.done(lab).passed().isEmpty();
        if (!hasPassed && !givesUp) {
            throw new Failure(1, "you have not passed this lab yet\n  try: learnc lab hint " + lab.number() + ", or with --give-up", null);
        }
        if (!hasPassed) {
            desk.note(lab, Done::givenUp);
        }
        PrintWriter out = spec.commandLine().getOut();
        try (Stream<Path> files = Files.list(lab.solution())) {
            for (Path file : files.sorted().toList()) {
                out.println("-- " + file.getFileName());
                out.println(desk.seed().filled(lab.id(), Files.readString(file)));
            }
        }
        out.flush();
        return 0;
    }
}
