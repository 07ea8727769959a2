package learnc.runtime.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import learnc.runtime.trace.Event;

/// The threads of a program and what each of them asked of the kernel, with names that are the same in two runs: the first
/// process is `1`, its second child is `1.2`, the third thread of that one `1.2/3`.
///
/// Children are counted in the order in which their parent made them. Threads are counted in the order of their numbers.
final class Family {

    private static final Set<String> FORKS = Set.of("fork", "vfork", "clone", "clone3");

    private final Map<String, List<Said>> threads = new TreeMap<>();
    private final Map<Integer, List<Said>> byNumber = new TreeMap<>();
    private final Map<Integer, Integer> processOf = new HashMap<>();

    /// A call, as one of the two tells it.
    record Said(String name, List<Spoken> arguments, String result) {

        boolean isThreadMade() {
            return FORKS.contains(name) && arguments.stream().anyMatch(argument -> argument.normal().contains("CLONE_THREAD"));
        }

        boolean isProcessMade() {
            return FORKS.contains(name) && result.matches("\\d+") && !result.equals("0") && !isThreadMade();
        }

        @Override
        public String toString() {
            return name + "(" + String.join(", ", arguments.stream().map(Spoken::shown).toList()) + ") = " + result;
        }
    }

    /// As learnc tells it.
    static Family told(List<Event> events) {
        var family = new Family();
        for (Event event : events) {
            if (event.door().equals("payload")) {
                // The first thread of a process has the process's own number; the others have only the host's.
                int thread = event.thread() == event.pid() ? event.pidInside() : -event.thread();
                family.processOf.put(thread, event.pidInside());
                family.add(thread, new Said(event.systemCall(), Spoken.arguments(String.join(", ", event.arguments().stream().map(Event.Value::text).toList())),
                        withoutName(event.resultText())));
            }
        }
        family.name(1);
        return family;
    }

    /// As strace has seen it. The execve(2) of the program itself stands in learnc's own part of the trace.
    static Family seen(List<Observed> observed) {
        var family = new Family();
        int first = observed.getFirst().thread();
        for (Observed call : observed.subList(1, observed.size())) {
            family.add(call.thread(), new Said(call.name(), call.arguments(), withoutComment(call.result())));
        }
        for (List<Said> calls : family.byNumber.values()) {
            calls.stream().filter(Said::isThreadMade).filter(call -> call.result().matches("\\d+"))
                    .forEach(call -> family.processOf.put(Integer.valueOf(call.result()), null));
        }
        family.threadsOf(first);
        family.name(first);
        return family;
    }

    private void add(int thread, Said call) {
        byNumber.computeIfAbsent(thread, ignored -> new ArrayList<>()).add(call);
    }

    /// Who made a thread belongs to the same process.
    private void threadsOf(int process) {
        processOf.put(process, process);
        boolean isNew = true;
        while (isNew) {
            isNew = false;
            for (var thread : byNumber.entrySet()) {
                Integer its = processOf.computeIfAbsent(thread.getKey(), number -> processOf.containsKey(number) ? null : number);
                for (Said call : thread.getValue()) {
                    if (its != null && call.isThreadMade() && call.result().matches("\\d+") && processOf.get(Integer.valueOf(call.result())) == null) {
                        processOf.put(Integer.valueOf(call.result()), its);
                        isNew = true;
                    }
                }
            }
        }
    }

    private void name(int first) {
        name(first, "1");
    }

    private void name(int process, String name) {
        List<Said> calls = byNumber.getOrDefault(process, List.of());
        threads.put(name, calls);
        int children = 0;
        children = children(calls, name, children);
        int number = 1;
        var others = byNumber.keySet().stream().filter(thread -> thread != process && Integer.valueOf(process).equals(processOf.get(thread)))
                .sorted((a, b) -> Integer.compare(Math.abs(a), Math.abs(b))).toList();
        for (int thread : others) {
            threads.put(name + "/" + ++number, byNumber.get(thread));
            children = children(byNumber.get(thread), name, children);
        }
    }

    private int children(List<Said> calls, String name, int before) {
        int children = before;
        for (Said call : calls) {
            if (call.isProcessMade()) {
                name(Integer.parseInt(call.result()), name + "." + ++children);
            }
        }
        return children;
    }

    private static String withoutName(String result) {
        int open = result.indexOf('<');
        return withoutComment(open < 0 ? result : result.substring(0, open));
    }

    /// Behind some results strace says what they mean: `0x1 (flags FD_CLOEXEC)`.
    private static String withoutComment(String result) {
        int open = result.indexOf(" (");
        return open < 0 || result.startsWith("-1") || result.startsWith("?") ? result : result.substring(0, open);
    }

    /// The same without calls whose number and order is a matter of time, and without those that a signal has interrupted and that
    /// the kernel makes again by itself.
    Family without(Set<String> names) {
        threads.replaceAll((thread, calls) -> calls.stream().filter(call -> !names.contains(call.name()) && !call.result().startsWith("? ERESTART")).toList());
        return this;
    }

    /// What the threads did that gave themselves a name, from there on, by that name.
    Map<String, List<Said>> named() {
        var named = new TreeMap<String, List<Said>>();
        for (List<Said> calls : threads.values()) {
            for (int i = 0; i < calls.size(); i++) {
                if (calls.get(i).name().equals("prctl") && calls.get(i).arguments().getFirst().normal().equals("PR_SET_NAME")) {
                    named.put(calls.get(i).arguments().get(1).normal(), calls.subList(i + 1, calls.size()));
                }
            }
        }
        return named;
    }

    /// What the threads did, by how their forks ended: `2 [made, EAGAIN]`. The first process (0) and its children (1) are kinds of
    /// their own, because a shell does things once that its grandchildren (2) inherit. Threads of one kind all did the same, or nobody could say
    /// which of them to compare.
    Map<String, List<Said>> byForks() {
        var kinds = new TreeMap<String, List<Said>>();
        for (var thread : threads.entrySet()) {
            int generation = Math.min(2, thread.getKey().split("\\.").length - 1);
            String forks = generation + " " + thread.getValue().stream().filter(call -> FORKS.contains(call.name())).map(call -> call.isProcessMade() ? "made" : call.result()).toList().toString();
            List<Said> known = kinds.putIfAbsent(forks, thread.getValue());
            if (known != null) {
                assertEquals(known.stream().map(Said::name).toList(), thread.getValue().stream().map(Said::name).toList(), forks);
            }
        }
        return kinds;
    }

    Map<String, List<Said>> threads() {
        return threads;
    }
}
