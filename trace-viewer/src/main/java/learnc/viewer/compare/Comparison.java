package learnc.viewer.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import learnc.runtime.trace.Event;

/// Two traces, aligned stage by stage.
public final class Comparison {

    private Comparison() {
    }

    /// What distinguishes the two in one stage.
    ///
    /// @param stage       its name
    /// @param same        how many calls both make alike
    /// @param differences the others, in the order of the runs
    public record InStage(String stage, int same, List<Difference> differences) {
    }

    /// A call that only one of the two makes, or that both make in another way.
    public sealed interface Difference {
    }

    /// Only the first run makes it.
    public record Missing(Step step) implements Difference {
    }

    /// Only the second run makes it.
    public record Added(Step step) implements Difference {
    }

    /// Both make it, with other details.
    ///
    /// @param details each as `mountflags: MS_BIND -> MS_BIND|MS_REC`
    public record Changed(Step before, Step after, List<String> details) implements Difference {
    }

    /// Compares the events of two runs.
    public static List<InStage> of(List<Event> before, List<Event> after) {
        Map<String, List<Step>> firsts = stages(before);
        Map<String, List<Step>> seconds = stages(after);
        Set<String> names = new LinkedHashSet<>(firsts.keySet());
        names.addAll(seconds.keySet());
        return names.stream().map(name -> inStage(name, Alignment.of(firsts.getOrDefault(name, List.of()), seconds.getOrDefault(name, List.of())))).toList();
    }

    private static Map<String, List<Step>> stages(List<Event> events) {
        var wording = new Wording();
        events.forEach(wording::hear);
        var stages = new LinkedHashMap<String, List<Step>>();
        for (Event event : events) {
            stages.computeIfAbsent(event.stage(), _ -> new ArrayList<>()).add(wording.step(event));
        }
        return stages;
    }

    private static InStage inStage(String name, List<Alignment.Pair> pairs) {
        var differences = new ArrayList<Difference>();
        for (Alignment.Pair pair : pairs) {
            Difference difference = difference(pair);
            if (difference != null) {
                differences.add(difference);
            }
        }
        return new InStage(name, pairs.size() - differences.size(), differences);
    }

    private static Difference difference(Alignment.Pair pair) {
        if (pair.after() == null) {
            return new Missing(pair.before());
        }
        if (pair.before() == null) {
            return new Added(pair.after());
        }
        List<String> details = details(pair.before().details(), pair.after().details());
        return details.isEmpty() ? null : new Changed(pair.before(), pair.after(), details);
    }

    private static List<String> details(List<String> before, List<String> after) {
        var details = new ArrayList<String>();
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            String one = i < before.size() ? before.get(i) : "nothing";
            String other = i < after.size() ? after.get(i) : "nothing";
            if (!one.equals(other)) {
                int equals = other.indexOf('=');
                boolean isSameName = equals > 0 && one.startsWith(other.substring(0, equals + 1));
                details.add(isSameName ? other.substring(0, equals) + ": " + one.substring(equals + 1) + " -> " + other.substring(equals + 1) : one + " -> " + other);
            }
        }
        return details;
    }
}
