package learnc.labs.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import learnc.labs.progress.Done;
import learnc.labs.text.Lab;
import learnc.runtime.cli.Common;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `learnc lab status`
@Command(name = "status", description = "Show what you have done.")
final class LabStatus implements Callable<Integer> {

    @Mixin
    WhoseDesk labs;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Desk desk = labs.desk();
        int best = 0;
        int most = 0;
        for (Lab lab : labs.labs().all()) {
            Done done = desk.done(lab);
            out.println(mark(done) + " " + lab.number() + "  " + done.best() + " of " + lab.mostPoints() + "  " + lab.title() + notes(done));
            best += done.best();
            most += lab.mostPoints();
        }
        out.println(best + " of " + most + " points; your files and notes are in " + desk.folder());
        out.flush();
        return 0;
    }

    private static String mark(Done done) {
        return !done.passed().isEmpty() ? "✓" : done.started().isEmpty() ? "·" : "…";
    }

    private static String notes(Done done) {
        return (done.hints() == 0 ? "" : ", " + done.hints() + (done.hints() == 1 ? " hint" : " hints")) + (done.hasGivenUp() ? ", given up" : "");
    }
}
