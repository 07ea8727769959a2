package learnc.runtime.trace.state;

import java.util.LinkedHashMap;
import java.util.Map;

/// The resource limits of a process (/proc/PID/limits, getrlimit(2)).
final class Limits {

    private static final int SOFT_AT = 26;
    private static final int HARD_AT = 47;
    private static final int UNITS_AT = 68;

    private Limits() {
    }

    /// `limit.nofile` = `1024:524288`, the soft one first; nothing when the text is null.
    static Map<String, String> fields(String text) {
        var fields = new LinkedHashMap<String, String>();
        for (String line : text == null ? new String[0] : text.split("\n")) {
            String name = line.length() < HARD_AT ? null : name(line.substring(0, SOFT_AT).strip());
            if (name != null) {
                fields.put("limit." + name, line.substring(SOFT_AT, HARD_AT).strip() + ":"
                        + line.substring(HARD_AT, Math.min(UNITS_AT, line.length())).strip());
            }
        }
        return fields;
    }

    /// The name that `RLIMIT_…` and `ulimit` know it by.
    private static String name(String words) {
        return switch (words) {
            case "Max cpu time" -> "cpu";
            case "Max file size" -> "fsize";
            case "Max data size" -> "data";
            case "Max stack size" -> "stack";
            case "Max core file size" -> "core";
            case "Max resident set" -> "rss";
            case "Max processes" -> "nproc";
            case "Max open files" -> "nofile";
            case "Max locked memory" -> "memlock";
            case "Max address space" -> "as";
            case "Max file locks" -> "locks";
            case "Max pending signals" -> "sigpending";
            case "Max msgqueue size" -> "msgqueue";
            case "Max nice priority" -> "nice";
            case "Max realtime priority" -> "rtprio";
            case "Max realtime timeout" -> "rttime";
            default -> null;
        };
    }
}
