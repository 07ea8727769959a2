package learnc.labs.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import learnc.labs.text.Lab;
import learnc.runtime.cli.Common;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `learnc lab next`
@Command(name = "next", description = "Start the first lab that you have not passed.")
final class LabNext implements Callable<Integer> {

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
        for (Lab lab : labs.labs().all()) {
            if (desk.done(lab).passed().isEmpty()) {
                LabStart.show(lab, desk, out);
                return 0;
            }
        }
        out.println("you have passed every lab");
        out.flush();
        return 0;
    }
}
