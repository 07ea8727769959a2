package learnc.runtime.trace.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import learnc.runtime.trace.Change;
import learnc.runtime.trace.State;

/// What the observer knows, and what is new in it since it was last asked.
final class Known {

    private final State state = new State();
    private List<Change> changes = new ArrayList<>();

    /// What is known.
    State state() {
        return state;
    }

    /// What has changed since the last time.
    List<Change> news() {
        List<Change> news = changes;
        changes = new ArrayList<>();
        return news;
    }

    /// A field of an item, or null.
    String field(String view, String item, String field) {
        Map<String, String> fields = state.item(view, item);
        return fields == null ? null : fields.get(field);
    }

    /// The item has these fields now, and no others; null when it is not there.
    void item(String view, String item, Map<String, String> fields) {
        Map<String, String> before = state.item(view, item);
        if (before == null || fields == null) {
            replace(view, item, before, fields);
        } else if (!before.equals(fields)) {
            for (String field : List.copyOf(before.keySet())) {
                if (!fields.containsKey(field)) {
                    change(new Change.Became(view, item, field, before.get(field), null));
                }
            }
            fields.forEach((field, value) -> field(view, item, field, value));
        }
    }

    private void replace(String view, String item, Map<String, String> before, Map<String, String> fields) {
        if (before != null) {
            change(new Change.Gone(view, item, new LinkedHashMap<>(before)));
        } else if (fields != null) {
            change(new Change.Appeared(view, item, fields));
        }
    }

    /// One field of an item has this value now; null when it has none. Nothing happens when the item is not there.
    void field(String view, String item, String field, String value) {
        Map<String, String> fields = state.item(view, item);
        if (fields != null && !Objects.equals(fields.get(field), value)) {
            change(new Change.Became(view, item, field, fields.get(field), value));
        }
    }

    /// Of the items whose names begin so, these are there now, and no others.
    void items(String view, String prefix, Map<String, Map<String, String>> fresh) {
        for (String item : names(view, prefix)) {
            if (!fresh.containsKey(item)) {
                item(view, item, null);
            }
        }
        fresh.forEach((item, fields) -> item(view, item, fields));
    }

    /// The items whose names begin so.
    List<String> names(String view, String prefix) {
        var names = new ArrayList<String>();
        for (String item : state.items(view).keySet()) {
            if (item.startsWith(prefix)) {
                names.add(item);
            }
        }
        return names;
    }

    private void change(Change change) {
        state.apply(change);
        changes.add(change);
    }
}
