package learnc.runtime.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.Function;

import learnc.runtime.ContainerRun;
import learnc.runtime.experiment.Experiment;
import learnc.runtime.experiment.Faults;
import learnc.runtime.experiment.Guard;
import learnc.runtime.experiment.Report;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Shown;
import learnc.runtime.stage.pull.PullSettings;

/// A `learnc run` that is broken on purpose, behind a guard, with a report at the end.
final class BrokenRun {

    private final Called called;
    private final Places places;

    BrokenRun(Called called, Places places) {
        this.called = called;
        this.places = places;
    }

    int exitCode(FaultOptions options, TraceOptions trace, ContainerRequest request, Function<Doors, PullSettings> registries, Consumer<String> remarks) {
        Experiment experiment = options.experiment();
        var faults = new Faults(options.faults());
        try (Doors doors = Doors.open(called, trace, faults); var guard = new Guard(doors.linux(), doors.host(), places)) {
            var report = new Report(experiment, faults, guard);
            var run = new ContainerRun(doors.host(), guard, places, registries.apply(doors), remarks);
            String hostName = WholeFile.text(doors.host(), "/proc/sys/kernel/hostname").strip();
            try {
                int exitCode = run.run(request, doors.stop());
                say(report, hostName, "the program ended with " + exitCode);
                return exitCode;
            } catch (Failure | KernelRefusal failure) {
                say(report, hostName, "learnc gave up and took everything back; it said:");
                throw failure;
            }
        }
    }

    /// Prints which mistakes there are.
    static void list(PrintWriter out) {
        for (Experiment experiment : Experiment.values()) {
            out.println(experiment.word());
            out.println("    " + experiment.prediction());
        }
    }

    private void say(Report report, String hostName, String ending) {
        PrintWriter err = called.err();
        err.println();
        report.lines(hostName, ending).forEach(line -> err.println("experiment " + Shown.lines(line)));
    }
}
