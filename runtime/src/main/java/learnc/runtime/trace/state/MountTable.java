package learnc.runtime.trace.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import learnc.runtime.cgroup.MountLine;

/// A mount table as /proc/PID/mountinfo describes it (proc_pid_mountinfo(5)), and what in it covers what.
final class MountTable {

    private static final int FIRST_OPTIONAL_FIELD = 6;

    private final Map<String, Map<String, String>> mounts = new LinkedHashMap<>();
    private final Map<String, List<String>> onTop = new HashMap<>();
    private final String root;

    /// @param lines each with its fields, as [#fields] has read them, by the number of the mount
    MountTable(Map<String, Map<String, String>> lines) {
        lines.forEach((id, fields) -> {
            mounts.put(id, fields);
            onTop.computeIfAbsent(fields.get("parent"), ignored -> new ArrayList<>()).add(id);
        });
        root = rootOf(mounts);
    }

    /// The mount in which the process has its root: it lies on none that the process can see.
    private static String rootOf(Map<String, Map<String, String>> mounts) {
        for (Map.Entry<String, Map<String, String>> mount : mounts.entrySet()) {
            String parent = mount.getValue().get("parent");
            if (mount.getValue().get("target").equals("/") && (parent.equals(mount.getKey()) || !mounts.containsKey(parent))) {
                return mount.getKey();
            }
        }
        return null;
    }

    /// The fields of one line, but for what covers it.
    static Map<String, String> fields(String line) {
        String[] word = line.split(" ");
        int dash = FIRST_OPTIONAL_FIELD;
        while (!word[dash].equals("-")) {
            dash++;
        }
        var fields = new LinkedHashMap<String, String>();
        fields.put("parent", word[1]);
        fields.put("target", MountLine.unescaped(word[4]));
        fields.put("root", MountLine.unescaped(word[3]));
        fields.put("type", word[dash + 1]);
        fields.put("source", MountLine.unescaped(word[dash + 2]));
        fields.put("options", word[5]);
        fields.put("super_options", word[dash + 3]);
        fields.put("propagation", dash == FIRST_OPTIONAL_FIELD ? "private" : String.join(" ", List.of(word).subList(FIRST_OPTIONAL_FIELD, dash)));
        return fields;
    }

    /// Every mount with all its fields, by its number.
    Map<String, Map<String, String>> withCovers() {
        var all = new LinkedHashMap<String, Map<String, String>>();
        mounts.forEach((id, fields) -> all.put(id, with(fields, coverOf(id, fields.get("target")))));
        return all;
    }

    private static Map<String, String> with(Map<String, String> fields, String cover) {
        if (cover == null) {
            return fields;
        }
        var more = new LinkedHashMap<>(fields);
        more.put("covered_by", cover);
        return more;
    }

    /// The mount to which the path of a mount leads instead of to that one; null when it leads there.
    private String coverOf(String id, String target) {
        String there = root == null ? id : mountAt(target);
        return there.equals(id) ? null : there;
    }

    /// Follows a path, as the kernel does: from the root of the process, and at each place where something is mounted, into that. What
    /// is mounted over the root itself is never entered: the process begins below it.
    private String mountAt(String path) {
        String on = root;
        for (String next = next(on, path); next != null; next = next(on, path)) {
            on = next;
        }
        return on;
    }

    /// The mount that a path enters first after it has entered this one, or null.
    private String next(String on, String path) {
        String first = null;
        for (String candidate : onTop.getOrDefault(on, List.of())) {
            String target = mounts.get(candidate).get("target");
            boolean isOverTheRoot = on.equals(root) && target.equals(mounts.get(root).get("target"));
            if (!isOverTheRoot && isAtOrAbove(target, path) && (first == null || target.length() < mounts.get(first).get("target").length())) {
                first = candidate;
            }
        }
        return first;
    }

    private static boolean isAtOrAbove(String above, String path) {
        return path.startsWith(above) && (path.length() == above.length() || above.equals("/") || path.charAt(above.length()) == '/');
    }
}
