package learnc.labs.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

import learnc.labs.progress.Done;
import learnc.labs.text.Lab;
import learnc.runtime.cli.Common;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc lab hint NN`
@Command(name = "hint", description = "Show the next hint. How many you have seen is noted in your progress.")
final class LabHint implements Callable<Integer> {

    @Parameters(paramLabel = "LAB", description = "Its number or name.")
    String name;

    @Mixin
    WhoseDesk labs;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Lab lab = labs.labs().named(name);
        List<String> hints = lab.hints();
        Desk desk = labs.desk();
        int seen = desk.done(lab).hints();
        PrintWriter out = spec.commandLine().getOut();
        if (seen < hints.size()) {
            desk.note(lab, Done::helped);
        }
        int number = Math.min(seen + 1, hints.size());
        out.println("hint " + number + " of " + hints.size() + (seen < hints.size() ? "" : ", the last one, again"));
        out.println(hints.get(number - 1).strip());
        out.flush();
        return 0;
    }
}
