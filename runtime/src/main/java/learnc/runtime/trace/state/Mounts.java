package learnc.runtime.trace.state;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The views `mounts` and `layers`: the mount table of each mount namespace, as a process in it sees it.
final class Mounts {

    private final Proc proc;
    private final Known known;
    private final Map<String, String> texts = new HashMap<>();
    /// Of a table of fifty mounts, one line is new after a call: the others are understood already.
    private final Map<String, Map<String, String>> lines = new HashMap<>();

    Mounts(Proc proc, Known known) {
        this.proc = proc;
        this.known = known;
    }

    /// Looks at a mount namespace.
    ///
    /// @param pid a process in it
    void look(String namespace, int pid) {
        String text = proc.text("/proc/" + pid + "/mountinfo");
        if (text != null && !text.equals(texts.put(namespace, text))) {
            tell(namespace, new MountTable(table(text)).withCovers());
        }
    }

    /// Nobody of the run is in that namespace any more.
    void forget(String namespace) {
        texts.remove(namespace);
        tell(namespace, Map.of());
    }

    private Map<String, Map<String, String>> table(String text) {
        var table = new LinkedHashMap<String, Map<String, String>>();
        for (int start = 0, end = text.indexOf('\n'); end >= 0; start = end + 1, end = text.indexOf('\n', start)) {
            String line = text.substring(start, end);
            table.put(line.substring(0, line.indexOf(' ')), lines.computeIfAbsent(line, MountTable::fields));
        }
        return table;
    }

    private void tell(String namespace, Map<String, Map<String, String>> table) {
        var mounts = new LinkedHashMap<String, Map<String, String>>();
        var layers = new LinkedHashMap<String, Map<String, String>>();
        table.forEach((id, fields) -> {
            mounts.put(namespace + "/" + id, fields);
            if (fields.get("type").equals("overlay")) {
                layers.put(namespace + "/" + id, Layers.of(fields.get("super_options")));
            }
        });
        known.items(View.MOUNTS, namespace + "/", mounts);
        known.items(View.LAYERS, namespace + "/", layers);
    }
}
