package learnc.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Runs the benchmarks and prints medians, and how they compare. Root, a C compiler and the peers are needed; `runtime/bench`
/// starts it.
public final class Speed {

    private Speed() {
    }

    /// @param names of benchmark classes, all without; and of [PayloadRun]'s programs
    public static void main(String[] names) throws Exception {
        List<String> programs = Stream.of(names).filter(PayloadRun.PROGRAMS::containsKey).toList();
        var wanted = new ArrayList<>(names.length == 0 ? List.of("UntracedRun", "WarmRun", "ColdRun", "PayloadRun") : List.of(names));
        wanted.removeAll(programs);
        if (wanted.remove("UntracedRun")) {
            UntracedRun.measure();
        }
        if (wanted.remove("PayloadRun") || !programs.isEmpty()) {
            PayloadRun.measure(programs);
        }
        if (!wanted.isEmpty()) {
            print(new Runner(options(wanted)).run());
        }
    }

    private static Options options(List<String> names) {
        var options = new OptionsBuilder().shouldFailOnError(true);
        for (String name : names) {
            options.include("learnc.bench." + name + "\\b");
        }
        return options.build();
    }

    private static void print(Collection<RunResult> results) {
        var medians = new LinkedHashMap<String, Double>();
        System.out.printf("%n%-40s %10s %8s%n", "median of whole runs", "ms", "runs");
        for (RunResult result : results) {
            var statistics = result.getPrimaryResult().getStatistics();
            String name = result.getParams().getBenchmark().replace("learnc.bench.", "");
            medians.put(name, statistics.getPercentile(50));
            System.out.printf("%-40s %10.2f %8d%n", name, statistics.getPercentile(50), statistics.getN());
        }
        System.out.println();
        ratio(medians, "WarmRun.learnc", "WarmRun.cProgram");
        ratio(medians, "WarmRun.learnc", "WarmRun.crun");
        ratio(medians, "WarmRun.learncUntraced", "WarmRun.learnc");
        ratio(medians, "WarmRun.learncWithText", "WarmRun.learnc");
        ratio(medians, "WarmRun.learncWithTrace", "WarmRun.learnc");
        ratio(medians, "ColdRun.learnc", "ColdRun.docker");
        ratio(medians, "ColdRun.learnc", "ColdRun.podman");
        ratio(medians, "ColdRun.learncWithText", "ColdRun.learnc");
        ratio(medians, "ColdRun.learncWithTrace", "ColdRun.learnc");
    }

    private static void ratio(Map<String, Double> medians, String one, String other) {
        if (medians.containsKey(one) && medians.containsKey(other)) {
            System.out.printf("%s / %s = %.2f%n", one, other, medians.get(one) / medians.get(other));
        }
    }
}
