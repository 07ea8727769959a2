package learnc.labs.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import learnc.labs.grade.Preflight;
import learnc.labs.text.Lab;
import learnc.runtime.cli.Common;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `learnc lab ls`
@Command(name = "ls", aliases = "list", description = "List the labs.")
final class LabList implements Callable<Integer> {

    @Mixin
    WhoseDesk labs;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (Lab lab : labs.labs().all()) {
            out.println(lab.number() + "  " + lab.title() + "  (" + lab.kind() + ", " + lab.mostPoints() + " points, about " + lab.minutes() + " minutes)");
            Preflight.missing(lab).forEach(what -> out.println("      not on this machine: " + what));
        }
        out.flush();
        return 0;
    }
}
