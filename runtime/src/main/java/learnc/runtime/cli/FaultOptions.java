package learnc.runtime.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import learnc.runtime.experiment.Experiment;
import learnc.runtime.experiment.Fault;
import learnc.runtime.spec.Spelling;
import picocli.CommandLine.Option;

/// The options of `learnc run` that break it on purpose. What they mean is read only when one is given.
final class FaultOptions {

    @Option(names = "--inject", paramLabel = "CALL:WHAT", description = "Let a system call fail or wait: pivot_root:error=EINVAL, mount:source=proc:delay=2s, write:error=ENOSPC:when=3+")
    List<String> injected = new ArrayList<>();

    @Option(names = "--skip", paramLabel = "CALL", description = "Leave a system call out, as if it had succeeded: mount:propagation=private, sethostname")
    List<String> skipped = new ArrayList<>();

    @Option(names = "--instead", paramLabel = "CALL=CALL", description = "Make another call instead: pivot_root=chroot")
    List<String> replaced = new ArrayList<>();

    @Option(names = "--hold", paramLabel = "CALL:until=CALL", description = "Hold a system call back until after another one: write:path=*/pids.max:until=execve."
            + " Not one whose result is needed in between.")
    List<String> held = new ArrayList<>();

    @Option(names = "--swap", paramLabel = "CALL,CALL", description = "Exchange two system calls: setresuid,capset makes the first right after the second.")
    List<String> swapped = new ArrayList<>();

    @Option(names = "--experiment", paramLabel = "NAME", description = "Make a classic mistake, and compare what was predicted with what happens; 'list' shows them.")
    String experiment;

    boolean areAny() {
        return experiment != null || !injected.isEmpty() || !skipped.isEmpty() || !replaced.isEmpty() || !held.isEmpty() || !swapped.isEmpty();
    }

    boolean asksForTheList() {
        return "list".equals(experiment);
    }

    /// The experiment that was asked for by its name, or null.
    Experiment experiment() {
        if (experiment == null) {
            return null;
        }
        for (Experiment known : Experiment.values()) {
            if (known.word().equals(experiment)) {
                return known;
            }
        }
        List<String> known = Arrays.stream(Experiment.values()).map(Experiment::word).toList();
        throw Said.misuse("--experiment: there is none called '" + experiment + "'." + Spelling.question(experiment, known) + " There are " + String.join(", ", known)
                + "; 'learnc run --experiment list' shows what they do");
    }

    /// All faults, those of the experiment last.
    List<Fault> faults() {
        var faults = new ArrayList<Fault>();
        add(faults, "--inject", injected, Fault::injected);
        add(faults, "--skip", skipped, Fault::skipped);
        add(faults, "--instead", replaced, Fault::instead);
        add(faults, "--hold", held, Fault::held);
        add(faults, "--swap", swapped, Fault::swapped);
        if (experiment != null) {
            faults.addAll(experiment().faults());
        }
        return faults;
    }

    private static void add(List<Fault> faults, String option, List<String> texts, Function<String, Fault> reader) {
        for (String text : texts) {
            try {
                faults.add(reader.apply(text));
            } catch (IllegalArgumentException senseless) {
                throw Said.misuse(option + ": " + senseless.getMessage());
            }
        }
    }
}
