package learnc.runtime.cli.step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import learnc.runtime.trace.Change;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.State;
import org.jline.utils.AttributedString;

/// What is known of the kernel where one looks: at the process, before the call that waits; in the recording, after the call. What
/// that call has touched comes first and is marked.
final class StateText {

    private StateText() {
    }

    static List<AttributedString> lines(Walk walk) {
        State state = walk.recording().stateAfter(walk.isLive() ? walk.live() - 1 : walk.step());
        var lines = new ArrayList<AttributedString>();
        if (state == null) {
            return lines;
        }
        Map<String, Set<String>> touched = walk.isLive() ? Map.of() : touched(walk.event());
        lines.add(AttributedString.EMPTY);
        lines.add(Ink.of(walk.isLive() ? "the state now, before the call" : "the state after the call", Ink.STRONG));
        for (String view : order(state, touched)) {
            view(lines, state, view, touched.getOrDefault(view, Set.of()));
        }
        return lines;
    }

    private static Map<String, Set<String>> touched(Event event) {
        var touched = new HashMap<String, Set<String>>();
        for (Change change : event.changes()) {
            touched.computeIfAbsent(change.view(), ignored -> new TreeSet<>()).add(change.item());
        }
        return touched;
    }

    private static List<String> order(State state, Map<String, Set<String>> touched) {
        var order = new ArrayList<String>();
        state.views().forEach(view -> order.add(touched.containsKey(view) ? order.size() - untouched(order, touched) : order.size(), view));
        return order;
    }

    private static int untouched(List<String> views, Map<String, Set<String>> touched) {
        return (int) views.stream().filter(view -> !touched.containsKey(view)).count();
    }

    private static void view(List<AttributedString> lines, State state, String view, Set<String> touched) {
        lines.add(Ink.line().append(Ink.safe(view), Ink.CALL).append("  " + state.items(view).size(), Ink.FAINT).toAttributedString());
        touched.forEach(item -> item(lines, item, state.item(view, item), true));
        state.items(view).forEach((item, fields) -> item(lines, item, touched.contains(item) ? null : fields, false));
    }

    private static void item(List<AttributedString> lines, String item, Map<String, String> fields, boolean isTouched) {
        if (fields != null) {
            lines.add(Ink.line().append(isTouched ? "~ " : "  ", Ink.CHANGED).append(Ink.safe(item), isTouched ? Ink.CHANGED : Ink.FAINT).append("  ")
                    .append(Ink.safe(ChangeText.fields(fields))).toAttributedString());
        }
    }
}
