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

/// `learnc lab start NN`
@Command(name = "start", description = "Put a lab's task into your folder, and show its text. What is there already stays.")
final class LabStart implements Callable<Integer> {

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
        show(labs.labs().named(name), labs.desk(), spec.commandLine().getOut());
        return 0;
    }

    static void show(Lab lab, Desk desk, PrintWriter out) {
        out.println(lab.text());
        desk.lay(lab).forEach(file -> out.println("yours to edit: " + file));
        desk.note(lab, done -> done.startedOn(Desk.today()));
        out.println("then: learnc lab check " + lab.number() + "; if you are stuck: learnc lab hint " + lab.number());
        out.flush();
    }
}
