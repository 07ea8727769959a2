package learnc.runtime.trace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// What is known of the kernel at one moment: views (`mounts`, `processes`, …) of items of fields, all of it text.
///
/// It walks with a trace: forward with [#apply(List)], backward with [#undo(List)]. Two states are equal when every view holds the
/// same items with the same fields; a view without items is no view.
public final class State {

    /// The names of all views that there are.
    public static final List<String> VIEWS = List.of("namespaces", "processes", "descriptors", "mounts", "layers", "cgroups", "links", "addresses", "routes", "rules");

    private final Map<String, Map<String, Map<String, String>>> views = new TreeMap<>();

    /// The names of the views that hold something.
    public Iterable<String> views() {
        return Collections.unmodifiableSet(views.keySet());
    }

    /// The items of a view; empty when there is no such view.
    public Map<String, Map<String, String>> items(String view) {
        return Collections.unmodifiableMap(views.getOrDefault(view, Map.of()));
    }

    /// The fields of an item, or null when there is no such item.
    public Map<String, String> item(String view, String item) {
        Map<String, Map<String, String>> items = views.get(view);
        Map<String, String> fields = items == null ? null : items.get(item);
        return fields == null ? null : Collections.unmodifiableMap(fields);
    }

    /// Puts an item in its place, or takes it away.
    ///
    /// @param fields null takes it away
    public void put(String view, String item, Map<String, String> fields) {
        if (fields != null) {
            views.computeIfAbsent(view, ignored -> new TreeMap<>()).put(item, new LinkedHashMap<>(fields));
        } else if (views.containsKey(view)) {
            views.get(view).remove(item);
            dropIfEmpty(view);
        }
    }

    /// Steps forward over the changes of one event.
    public void apply(List<Change> changes) {
        changes.forEach(this::apply);
    }

    /// Steps backward over the changes of one event.
    public void undo(List<Change> changes) {
        for (int i = changes.size() - 1; i >= 0; i--) {
            apply(changes.get(i).undone());
        }
    }

    /// Makes one change, whether what was there before agrees with it or not.
    public void apply(Change change) {
        switch (change) {
            case Change.Appeared appeared -> put(appeared.view(), appeared.item(), appeared.fields());
            case Change.Gone gone -> put(gone.view(), gone.item(), null);
            case Change.Became became -> become(became);
        }
    }

    private void become(Change.Became change) {
        Map<String, String> fields = views.computeIfAbsent(change.view(), ignored -> new TreeMap<>())
                .computeIfAbsent(change.item(), ignored -> new LinkedHashMap<>());
        if (change.after() == null) {
            fields.remove(change.field());
        } else {
            fields.put(change.field(), change.after());
        }
    }

    private void dropIfEmpty(String view) {
        if (views.get(view).isEmpty()) {
            views.remove(view);
        }
    }

    /// How a change contradicts this state, in words; null when what it says of before is what is here.
    public String contradiction(Change change) {
        Map<String, String> here = item(change.view(), change.item());
        return switch (change) {
            case Change.Appeared appeared -> here == null ? null : "appears, but is there already";
            case Change.Gone gone -> here == null ? "goes, but is not there"
                    : here.equals(gone.fields()) ? null : "goes as " + gone.fields() + ", but is " + here;
            case Change.Became became -> here == null ? "changes, but is not there"
                    : Objects.equals(here.get(became.field()), became.before()) ? null
                    : became.field() + " was " + became.before() + ", but is " + here.get(became.field());
        };
    }

    /// A state of its own that is equal to this one.
    public State copy() {
        var copy = new State();
        views.forEach((view, items) -> items.forEach((item, fields) -> copy.put(view, item, fields)));
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof State state && views.equals(state.views);
    }

    @Override
    public int hashCode() {
        return views.hashCode();
    }

    @Override
    public String toString() {
        return views.toString();
    }
}
