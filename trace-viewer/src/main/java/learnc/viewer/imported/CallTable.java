package learnc.viewer.imported;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import learnc.runtime.kernel.Architecture;
import learnc.runtime.trace.payload.CallNames;

/// The names of arguments, which strace does not write: from the runtime's table of all system calls. Numbers are this machine's.
final class CallTable {

    /// What the table says of a call.
    ///
    /// @param number     −1 where this machine has no such call
    /// @param parameters their names, as in the manual
    record Entry(int number, List<String> parameters) {

        /// The name of the argument at that place, from 0.
        String parameter(int index) {
            return index < parameters.size() ? parameters.get(index) : "arg" + (index + 1);
        }
    }

    private static final Entry UNKNOWN = new Entry(-1, List.of());
    private static final Map<String, Entry> ENTRIES = read();

    private CallTable() {
    }

    /// The entry of a call; an empty one where the table does not know it.
    static Entry of(String systemCall) {
        return ENTRIES.getOrDefault(systemCall, UNKNOWN);
    }

    /// A line: `access 21 -1 const char *pathname, int mode`.
    private static Map<String, Entry> read() {
        var entries = new HashMap<String, Entry>();
        for (String line : CallNames.table()) {
            String[] parts = line.split(" ", 4);
            int number = Integer.parseInt(parts[Architecture.CURRENT == Architecture.X86_64 ? 1 : 2]);
            entries.put(parts[0], new Entry(number, parts.length < 4 || parts[3].equals("?") ? List.of() : parameters(parts[3])));
        }
        return entries;
    }

    private static List<String> parameters(String declarations) {
        var names = new ArrayList<String>();
        for (String declaration : declarations.split(",")) {
            String plain = declaration.replaceAll("\\[[^\\]]*]", "").strip();
            names.add(plain.substring(Math.max(plain.lastIndexOf(' '), plain.lastIndexOf('*')) + 1));
        }
        return names;
    }
}
