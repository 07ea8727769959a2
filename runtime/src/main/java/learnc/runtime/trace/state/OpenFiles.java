package learnc.runtime.trace.state;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import learnc.runtime.kernel.OpenFlags;

/// The view `descriptors`: those that learnc has opened through its door, and all of its puppets.
///
/// Java itself has more open (its classes, the trace); they belong to no container. So learnc's own are looked at one by one, when a
/// call names them.
final class OpenFiles {

    private static final int OCTAL = 8;
    /// The kernel sets it on every file of a 64-bit program.
    private static final long O_LARGEFILE = 0100000;
    private static final int STANDARD = 3;

    private final Proc proc;
    private final Known known;
    private final int learnc;
    private final Set<Integer> seen = new HashSet<>();

    /// @param learnc learnc's own process
    OpenFiles(Proc proc, Known known, int learnc) {
        this.proc = proc;
        this.known = known;
        this.learnc = learnc;
    }

    /// Looks at a process for the first time, if it is the first.
    void meet(int pid) {
        if (seen.add(pid)) {
            all(pid);
        }
    }

    /// The process was waited for.
    void forget(int pid) {
        seen.remove(pid);
        known.items(View.DESCRIPTORS, pid + "/", Map.of());
    }

    /// Looks at all of a process; of learnc's only at those that are known, and the three standard ones.
    void all(int pid) {
        if (pid == learnc) {
            for (int descriptor = 0; descriptor < STANDARD; descriptor++) {
                one(pid, descriptor);
            }
            again(pid);
            return;
        }
        var fresh = new LinkedHashMap<String, Map<String, String>>();
        for (String name : proc.names("/proc/" + pid + "/fd")) {
            Map<String, String> fields = fields(pid, name);
            if (fields != null) {
                fresh.put(pid + "/" + name, fields);
            }
        }
        known.items(View.DESCRIPTORS, pid + "/", fresh);
    }

    /// Looks again at those that are known: some may be gone, or lead elsewhere.
    void again(int pid) {
        for (String item : known.names(View.DESCRIPTORS, pid + "/")) {
            known.item(View.DESCRIPTORS, item, fields(pid, item.substring(item.indexOf('/') + 1)));
        }
    }

    /// The process runs a program now: what was marked close-on-exec is closed. What the program opens is its own.
    void becameProgram(int pid) {
        for (String item : known.names(View.DESCRIPTORS, pid + "/")) {
            if (known.field(View.DESCRIPTORS, item, "flags").contains("O_CLOEXEC")) {
                known.item(View.DESCRIPTORS, item, null);
            }
        }
    }

    /// Looks where those that are known lead.
    void targets(int pid) {
        for (String item : known.names(View.DESCRIPTORS, pid + "/")) {
            String target = proc.link("/proc/" + pid + "/fd/" + item.substring(item.indexOf('/') + 1));
            if (target != null) {
                known.field(View.DESCRIPTORS, item, "target", target);
            }
        }
    }

    /// Looks at one descriptor.
    void one(int pid, int descriptor) {
        known.item(View.DESCRIPTORS, pid + "/" + descriptor, fields(pid, Integer.toString(descriptor)));
    }

    /// A descriptor was closed. When another thread of Java has already got the number for something of its own, that is not ours.
    void closed(int pid, int descriptor) {
        String item = pid + "/" + descriptor;
        Map<String, String> now = fields(pid, Integer.toString(descriptor));
        if (now == null || !now.equals(known.state().item(View.DESCRIPTORS, item))) {
            known.item(View.DESCRIPTORS, item, null);
        }
    }

    /// What a descriptor is, or null.
    String target(int pid, int descriptor) {
        return known.field(View.DESCRIPTORS, pid + "/" + descriptor, "target");
    }

    private Map<String, String> fields(int pid, String descriptor) {
        String target = proc.link("/proc/" + pid + "/fd/" + descriptor);
        String info = target == null ? null : proc.text("/proc/" + pid + "/fdinfo/" + descriptor);
        if (info == null) {
            return null;
        }
        var fields = new LinkedHashMap<String, String>();
        fields.put("target", target);
        fields.put("flags", flags(info));
        return fields;
    }

    private static String flags(String info) {
        int start = info.indexOf("flags:") + "flags:".length();
        long flags = Long.parseLong(info.substring(start, info.indexOf('\n', start)).strip(), OCTAL);
        return OpenFlags.decoded(flags & ~O_LARGEFILE);
    }
}
