package learnc.runtime.trace.state;

import java.util.LinkedHashMap;
import java.util.Map;

/// In which control groups a process is (/proc/PID/cgroup, cgroups(7)).
final class Membership {

    /// How the one hierarchy of version 2, which has no name, is called here.
    static final String VERSION_2 = "v2";
    static final String PREFIX = "cgroup.";

    private Membership() {
    }

    /// `cgroup.memory` = `/learnc/4f…`, and so on; nothing when the text is null.
    static Map<String, String> fields(String text) {
        var fields = new LinkedHashMap<String, String>();
        for (String line : text == null ? new String[0] : text.split("\n")) {
            int first = line.indexOf(':');
            int second = line.indexOf(':', first + 1);
            if (second > 0) {
                String name = line.substring(first + 1, second);
                fields.put(PREFIX + (name.isEmpty() ? VERSION_2 : name), line.substring(second + 1));
            }
        }
        return fields;
    }
}
