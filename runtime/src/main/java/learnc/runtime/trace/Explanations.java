package learnc.runtime.trace;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Manual;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.kernel.Why;

/// Finds the words about a call that stand beside the code that made it: [Why] on the nearest of the methods that led to it,
/// and [Manual] on the method of the kernel's door.
///
/// Used by one thread. What stands beside a method is read once, when the method first appears in a trace: to read annotations
/// is slow, and it is done where nobody waits.
final class Explanations {

    private static final String OURS = "learnc.";
    private static final String CONSTRUCTOR = "<init>";
    private static final String LAMBDA = "lambda$";
    private static final String LAMBDA_IN_CONSTRUCTOR = "new";

    /// Farther away nobody knows what a single call is for.
    private static final int DEEPEST = 40;
    private static final Set<String> DOORS = doors(Kernel.class, new HashSet<>());

    private final Map<String, Map<String, List<Executable>>> classes = new HashMap<>();
    private final Map<Frame, Notes> methods = new HashMap<>();

    private static Set<String> doors(Class<?> kernel, Set<String> known) {
        known.add(kernel.getName());
        for (Class<?> family : kernel.getInterfaces()) {
            doors(family, known);
        }
        return known;
    }

    /// A method that was at work.
    ///
    /// @param owner its class
    /// @param name  its name; what a lambda does, the method around it does
    private record Frame(String owner, String name) {

        /// The methods of learnc on the way to a call; nobody has written notes beside others.
        private static List<Frame> of(StackTraceElement... way) {
            var frames = new ArrayList<Frame>();
            for (int i = 0; i < Math.min(way.length, DEEPEST); i++) {
                if (way[i].getClassName().startsWith(OURS)) {
                    frames.add(new Frame(way[i].getClassName(), plain(way[i].getMethodName())));
                }
            }
            return frames;
        }

        private static String plain(String method) {
            if (!method.startsWith(LAMBDA)) {
                return method;
            }
            String around = method.substring(LAMBDA.length(), method.lastIndexOf('$'));
            return around.equals(LAMBDA_IN_CONSTRUCTOR) ? CONSTRUCTOR : around;
        }

        private boolean isDoor() {
            return DOORS.contains(owner);
        }
    }

    /// What is written beside one method, and beside those of the same name.
    private record Notes(List<Reason> reasons, List<Refused> refusals, List<String> manuals) {

        private Notes() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /// The event with its explanation and, where it was refused, with the reason of that.
    Event explained(Event event, Sighting seen) {
        List<Frame> stack = Frame.of(seen.way());
        Event.Refusal refusal = event.refusal() == null ? null : refusal(event, seen.call().systemCall(), stack);
        return explained(refusal == null ? event : event.with(refusal), stack);
    }

    private Event explained(Event event, List<Frame> stack) {
        Reason reason = reason(event, stack, 0);
        String manual = manual(event, stack);
        String shell = event.explanation() == null ? null : event.explanation().shell();
        return event.with(reason == null ? new Event.Explanation(null, null, shell, manual) : new Event.Explanation(reason.why(), reason.without(), shell, manual));
    }

    private Reason reason(Event event, List<Frame> stack, int from) {
        Reason ofDoor = null;
        for (int i = from; i < stack.size(); i++) {
            Reason found = best(event, notes(stack.get(i)).reasons);
            if (found != null && stack.get(i).isDoor()) {
                ofDoor = found;
            } else if (found != null) {
                return ofDoor != null && found.calls().isEmpty() ? ofDoor : whole(found, event, stack, i + 1);
            }
        }
        return ofDoor;
    }

    /// Methods of the same name have the same notes: one that calls another is not its own caller.
    private Reason whole(Reason found, Event event, List<Frame> stack, int from) {
        int caller = from;
        while (caller < stack.size() && stack.get(caller).equals(stack.get(from - 1))) {
            caller++;
        }
        Reason reason = found.needsCaller() ? reason(event, stack, caller) : null;
        return reason == null ? found : found.within(reason);
    }

    private static Reason best(Event event, List<Reason> reasons) {
        Reason best = null;
        for (Reason reason : reasons) {
            int exactness = reason.exactness(event);
            if (exactness >= 0 && (best == null || exactness > best.exactness(event))) {
                best = reason;
            }
        }
        return best;
    }

    private String manual(Event event, List<Frame> stack) {
        for (Frame frame : stack) {
            if (frame.isDoor() && !notes(frame).manuals.isEmpty()) {
                return notes(frame).manuals.getFirst();
            }
        }
        return Pages.of(event.systemCall());
    }

    /// As the nearest method says that expects it: one of a stage before that of the door. Everyday answers that no stage speaks
    /// of stay without a reason.
    private Event.Refusal refusal(Event event, SystemCall systemCall, List<Frame> stack) {
        Refused ofDoor = null;
        for (Frame frame : stack) {
            Refused found = expected(event, frame);
            if (found != null && !frame.isDoor()) {
                return refusal(event, found);
            }
            ofDoor = found == null ? ofDoor : found;
        }
        boolean isEveryday = Reasons.isEveryday(systemCall, Errno.valueOf(event.refusal().errno()));
        return ofDoor == null || isEveryday ? null : refusal(event, ofDoor);
    }

    private Refused expected(Event event, Frame frame) {
        for (Refused expected : notes(frame).refusals) {
            if (isAbout(expected, event)) {
                return expected;
            }
        }
        return null;
    }

    private static Event.Refusal refusal(Event event, Refused expected) {
        String remedy = expected.remedy().isEmpty() ? null : expected.remedy();
        return new Event.Refusal(event.refusal().errno(), event.refusal().meaning(), expected.because(), remedy);
    }

    private static boolean isAbout(Refused expected, Event event) {
        List<String> calls = List.of(expected.call());
        return expected.errno().name().equals(event.refusal().errno()) && (calls.isEmpty() || calls.contains(event.systemCall()))
                && (expected.about().isEmpty() || Reason.isAbout(event, expected.about()));
    }

    private Notes notes(Frame frame) {
        Notes known = methods.get(frame);
        if (known == null) {
            known = read(classes.computeIfAbsent(frame.owner, Explanations::byName).getOrDefault(frame.name, List.of()));
            methods.put(frame, known);
        }
        return known;
    }

    /// What was loaded from elsewhere than learnc, as a student's own stage, has nothing written beside it.
    private static Map<String, List<Executable>> byName(String owner) {
        try {
            return byName(Class.forName(owner, false, Explanations.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError elsewhere) {
            return Map.of();
        }
    }

    private static Map<String, List<Executable>> byName(Class<?> owner) {
        var methods = new HashMap<String, List<Executable>>();
        for (Method method : owner.getDeclaredMethods()) {
            methods.computeIfAbsent(method.getName(), ignored -> new ArrayList<>()).add(method);
        }
        methods.put(CONSTRUCTOR, List.of(owner.getDeclaredConstructors()));
        return methods;
    }

    private static Notes read(List<Executable> ofOneName) {
        var notes = new Notes();
        for (Executable code : ofOneName) {
            for (Why why : code.getAnnotationsByType(Why.class)) {
                notes.reasons.add(Reason.of(why));
            }
            notes.refusals.addAll(List.of(code.getAnnotationsByType(Refused.class)));
            Manual manual = code.getAnnotation(Manual.class);
            if (manual != null) {
                notes.manuals.add(manual.value());
            }
        }
        return notes;
    }
}
