package learnc.runtime.trace.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The view `processes`: learnc, its zygote, its inits, and the programs that these have become.
final class Processes {

    private final Proc proc;
    private final Known known;
    private final Status status = new Status();
    /// Those that do what learnc says, with false, and those that run a program of their own, with true.
    private final Map<Integer, Boolean> runsProgram = new LinkedHashMap<>();

    Processes(Proc proc, Known known) {
        this.proc = proc;
        this.known = known;
    }

    /// All that are known, oldest first.
    List<Integer> all() {
        return new ArrayList<>(runsProgram.keySet());
    }

    /// All of these that learnc still directs. Of the others only the end is told.
    List<Integer> ours() {
        var ours = new ArrayList<Integer>();
        runsProgram.forEach((pid, isProgram) -> {
            if (!isProgram) {
                ours.add(pid);
            }
        });
        return ours;
    }

    boolean isKnown(int pid) {
        return runsProgram.containsKey(pid);
    }

    /// A field of a process, or null.
    String field(int pid, String field) {
        return known.field(View.PROCESSES, Integer.toString(pid), field);
    }

    /// A process that is there now.
    ///
    /// @param more fields that others have found out
    void born(int pid, Map<String, String> more) {
        runsProgram.put(pid, false);
        var fields = new LinkedHashMap<String, String>();
        fields.putAll(status.fields(proc.text("/proc/" + pid + "/status")));
        fields.putAll(Limits.fields(proc.text("/proc/" + pid + "/limits")));
        fields.put("oom_score_adj", trimmed(proc.text("/proc/" + pid + "/oom_score_adj")));
        fields.put("root", proc.link("/proc/" + pid + "/root"));
        fields.put("cwd", proc.link("/proc/" + pid + "/cwd"));
        fields.putAll(more);
        fields.putAll(Membership.fields(proc.text("/proc/" + pid + "/cgroup")));
        fields.values().removeIf(value -> value == null);
        known.item(View.PROCESSES, Integer.toString(pid), fields);
    }

    /// A process that was waited for.
    void gone(int pid) {
        runsProgram.remove(pid);
        known.item(View.PROCESSES, Integer.toString(pid), null);
    }

    /// From now on the process runs a program.
    void becameProgram(int pid) {
        runsProgram.put(pid, true);
        rights(pid);
    }

    /// Looks at what /proc/PID/status tells.
    void rights(int pid) {
        tell(pid, status.fields(proc.text("/proc/" + pid + "/status")));
    }

    /// Looks at the resource limits.
    void limits(int pid) {
        tell(pid, Limits.fields(proc.text("/proc/" + pid + "/limits")));
    }

    /// Looks at the root and the working directory.
    void place(int pid) {
        tell(pid, "root", proc.link("/proc/" + pid + "/root"));
        tell(pid, "cwd", proc.link("/proc/" + pid + "/cwd"));
    }

    /// Looks at the control groups.
    void membership(int pid) {
        tell(pid, Membership.fields(proc.text("/proc/" + pid + "/cgroup")));
    }

    /// Looks at how readily the kernel ends it when memory is short.
    void score(int pid) {
        tell(pid, "oom_score_adj", trimmed(proc.text("/proc/" + pid + "/oom_score_adj")));
    }

    private void tell(int pid, Map<String, String> fields) {
        fields.forEach((field, value) -> tell(pid, field, value));
    }

    /// What cannot be read (of a process that is just ending) stays as it was.
    private void tell(int pid, String field, String value) {
        if (value != null) {
            known.field(View.PROCESSES, Integer.toString(pid), field, value);
        }
    }

    private static String trimmed(String text) {
        return text == null ? null : text.strip();
    }
}
