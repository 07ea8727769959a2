package learnc.labs.cli;

import java.io.FileWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import learnc.labs.box.Bounds;
import learnc.labs.grade.Grader;
import learnc.labs.grade.Preflight;
import learnc.labs.grade.Report;
import learnc.labs.output.Form;
import learnc.labs.text.Lab;
import learnc.runtime.cli.Common;
import learnc.runtime.spec.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc lab check [NN…]`
@Command(name = "check", description = "Try your work, in a sandbox, and say what is right and what is not.", footer = {"%nExamples:",
    "  learnc lab check 04 --watch                            again whenever you save",
    "  learnc lab check --format=junit -o labs.xml            every lab that you have started",
    "%nThe exit code is 0 when everything is right, 1 when something is not, 2 when the command line makes no sense, 3 when this",
    "machine cannot do the lab, or a check could not be made."})
final class LabCheck implements Callable<Integer> {

    private static final int WRONG = 1;
    private static final int CANNOT = 3;
    private static final long PAUSE_MILLISECONDS = 400;

    @Parameters(arity = "0..*", paramLabel = "LAB", description = "Numbers or names, else every lab that you have started.")
    List<String> names = List.of();

    @Option(names = "--format", paramLabel = "FORMAT", description = "TEXT (as usual), JSON, JUNIT, GRADESCOPE, GITHUB.")
    Form form = Form.TEXT;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "Write the report there.")
    Path output;

    @Option(names = "--watch", description = "Check again whenever one of the files changes, until everything is right.")
    boolean isWatching;

    @Option(names = "--seconds", paramLabel = "N", description = "How long each program of yours may run, else ${DEFAULT-VALUE}.")
    int seconds = Bounds.USUAL.seconds();

    @Mixin
    WhoseDesk labs;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Lab> chosen = chosen();
        for (Lab lab : chosen) {
            List<String> missing = Preflight.missing(lab);
            if (!missing.isEmpty()) {
                throw new Failure(CANNOT, "this machine cannot do lab " + lab.number() + "; missing:\n  " + String.join("\n  ", missing), null);
            }
        }
        Output.prepare(output);
        // What is saved while the check still runs is a change, too.
        Map<Path, Long> before = times(chosen);
        int exitCode = check(chosen);
        while (isWatching && exitCode != 0) {
            awaitChange(chosen, before);
            before = times(chosen);
            exitCode = check(chosen);
        }
        return exitCode;
    }

    private List<Lab> chosen() {
        Desk desk = labs.desk();
        List<Lab> chosen = names.isEmpty() ? labs.labs().all().stream().filter(desk::hasStarted).toList() : names.stream().map(labs.labs()::named).toList();
        if (chosen.isEmpty()) {
            throw new Failure(2, "you have not started a lab in " + desk.folder() + "\n  try: learnc lab start 01", null);
        }
        for (Lab lab : chosen) {
            if (!desk.hasStarted(lab)) {
                throw new Failure(2, "there is no folder " + desk.of(lab) + "\n  try: learnc lab start " + lab.number(), null);
            }
        }
        return chosen;
    }

    private int check(List<Lab> chosen) throws IOException {
        Desk desk = labs.desk();
        var reports = new ArrayList<Report>();
        for (Lab lab : chosen) {
            Report report = new Grader(labs.boxes(List.of(desk.folder())), Bounds.USUAL.within(seconds)).grade(lab, desk.of(lab), desk.traces(lab), desk.seed());
            desk.note(lab, done -> done.startedOn(Desk.today()).attempted(Desk.today(), report.score(), report.isPassed()));
            reports.add(report);
        }
        write(reports);
        return reports.stream().anyMatch(Report::hasErrors) ? CANNOT : reports.stream().allMatch(Report::isPassed) ? 0 : WRONG;
    }

    private void write(List<Report> reports) throws IOException {
        if (output == null) {
            form.write(reports, spec.commandLine().getOut());
            return;
        }
        try (var out = new PrintWriter(new FileWriter(output.toFile(), StandardCharsets.UTF_8))) {
            form.write(reports, out);
        }
    }

    /// Looks at the times of the files again and again: a folder shared with a virtual machine tells of no changes.
    private void awaitChange(List<Lab> chosen, Map<Path, Long> before) throws InterruptedException {
        spec.commandLine().getErr().println("waiting for a change (Ctrl-C ends)");
        spec.commandLine().getErr().flush();
        while (before.equals(times(chosen))) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
        }
    }

    private Map<Path, Long> times(List<Lab> chosen) {
        var times = new TreeMap<Path, Long>();
        for (Lab lab : chosen) {
            try (Stream<Path> files = Files.list(labs.desk().of(lab))) {
                files.forEach(file -> times.put(file, file.toFile().lastModified()));
            } catch (IOException gone) {
                times.put(labs.desk().of(lab), 0L);
            }
        }
        return times;
    }
}
