package learnc.runtime.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What a call has changed, in words for people: `+` something appeared, `-` it is gone, `~` it became different.
///
///     + mounts /proc: proc proc, rw,nosuid,nodev,noexec,relatime
///     ~ cgroups /sys/fs/cgroup/pids/learnc-4f…: pids.max max → 64
///
/// A thing is called by the name that people know it by; where that does not stand in the change itself, the state tells it.
public final class ChangeWords {

    private static final int LONGEST = 240;
    private static final List<String> WORD_LISTS = List.of("members", "groups");

    private final String arrow;
    private final String dots;

    /// @param isAscii whether there are only plain characters
    public ChangeWords(boolean isAscii) {
        arrow = isAscii ? " -> " : " → ";
        dots = isAscii ? "..." : "…";
    }

    /// One line, without its end.
    ///
    /// @param before the state before the change, or null where nobody knows it
    public String line(Change change, State before) {
        String text = switch (change) {
            case Change.Appeared appeared -> "+ " + name(change, appeared.fields(), before) + ": " + summary(change.view(), appeared.fields());
            case Change.Gone gone -> "- " + name(change, gone.fields(), before);
            case Change.Became became -> "~ " + name(change, before == null ? null : before.item(change.view(), change.item()), before) + ": " + difference(became);
        };
        String line = Printable.text(text.replace("\n", "; "));
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + dots;
    }

    private static String name(Change change, Map<String, String> fields, State state) {
        return change.view() + " " + (fields == null ? change.item() : name(change.view(), change.item(), fields, state));
    }

    private static String name(String view, String item, Map<String, String> fields, State state) {
        return switch (view) {
            case "mounts" -> fields.getOrDefault("target", item) + " (" + item.substring(item.indexOf('/') + 1) + ")";
            case "processes" -> item + " " + fields.getOrDefault("command", "");
            case "links" -> fields.getOrDefault("name", item);
            case "layers" -> "of " + field(state, "mounts", item, "target");
            case "addresses" -> item.substring(item.indexOf('/', item.indexOf('/') + 1) + 1) + " on "
                    + field(state, "links", item.substring(0, item.indexOf('/', item.indexOf('/') + 1)), "name");
            case "routes", "rules" -> item.substring(item.indexOf('/') + 1);
            default -> item;
        };
    }

    private static String field(State state, String view, String item, String field) {
        Map<String, String> fields = state == null ? null : state.item(view, item);
        return fields == null ? item : fields.getOrDefault(field, item);
    }

    /// What of a new thing is worth a look; the trace file has all of it.
    private static String summary(String view, Map<String, String> fields) {
        List<String> worth = switch (view) {
            case "namespaces" -> List.of("members", "owner", "hostname", "uid_map");
            case "processes" -> List.of("pid_inside", "parent", "uid", "gid");
            case "descriptors" -> List.of("target");
            case "mounts" -> List.of("type", "source", "options", "propagation");
            case "links" -> List.of("kind", "mac", "mtu", "state");
            default -> List.copyOf(fields.keySet());
        };
        var words = new ArrayList<String>();
        for (String field : worth) {
            if (fields.containsKey(field) && !fields.get(field).isEmpty()) {
                words.add(field + "=" + fields.get(field));
            }
        }
        return String.join(", ", words);
    }

    private String difference(Change.Became change) {
        boolean isList = change.field().startsWith("cap_") || WORD_LISTS.contains(change.field());
        if (isList && change.before() != null && change.after() != null) {
            return change.field() + listDifference(change.before(), change.after());
        }
        return change.field() + " " + value(change.before()) + arrow + value(change.after());
    }

    private static String listDifference(String before, String after) {
        List<String> old = Arrays.asList(before.split(" "));
        List<String> now = Arrays.asList(after.split(" "));
        var text = new StringBuilder();
        old.stream().filter(word -> !now.contains(word) && !word.isEmpty()).forEach(word -> text.append(" -").append(word));
        now.stream().filter(word -> !old.contains(word) && !word.isEmpty()).forEach(word -> text.append(" +").append(word));
        return text.toString();
    }

    private static String value(String value) {
        return value == null ? "(none)" : value.isEmpty() ? "\"\"" : value;
    }
}
