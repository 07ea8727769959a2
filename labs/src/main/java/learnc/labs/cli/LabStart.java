package learnc.labs.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

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
    WhoseDesk labs;

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
        out.println(lab.shown());
        desk.lay(lab).forEach(file -> out.println("yours to edit: " + file));
        desk.note(lab, done -> done.startedOn(Desk.today()));
        out.println("then: learnc lab check " + lab.number() + "; if you are stuck: learnc lab hint " + lab.number());
        if (!isInPath(System.getenv("PATH"))) {
            out.println("learnc is not in your PATH: wherever learnc is written, type " + Path.of(System.getProperty("learnc.home", ".")).toAbsolutePath().normalize().resolve("learnc"));
        }
        out.flush();
    }

    private static boolean isInPath(String path) {
        return path != null && Stream.of(path.split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, "learnc")));
    }
}
