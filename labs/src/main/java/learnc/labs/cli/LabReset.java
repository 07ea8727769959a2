package learnc.labs.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import learnc.labs.text.Lab;
import learnc.runtime.cli.Common;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc lab reset NN`
@Command(name = "reset", description = "Begin a lab anew: its files become those of the task; yours are kept under other names.")
final class LabReset implements Callable<Integer> {

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
        PrintWriter out = spec.commandLine().getOut();
        labs.desk().reset(lab).forEach(file -> out.println("kept: " + file));
        out.println("the task is laid out anew in " + labs.desk().of(lab));
        out.flush();
        return 0;
    }
}
