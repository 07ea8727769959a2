package learnc.runtime.trace.payload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import learnc.runtime.kernel.Architecture;

/// All system calls of this machine, by number. The table ([CallTable]) is made from the kernel's headers and the manual.
final class Signatures {

    /// What a C library calls before the program's own code begins, and when it ends.
    private static final Set<String> USUAL = Set.of("access", "arch_prctl", "brk", "close", "exit_group", "fstat", "getrandom", "mmap", "mprotect", "munmap", "newfstatat",
            "openat", "pread64", "prlimit64", "read", "readlink", "rseq", "set_robust_list", "set_tid_address");

    private final Map<Integer, String> lines = new HashMap<>();
    private final Map<Integer, Signature> known = new ConcurrentHashMap<>();
    private final Constants constants = new Constants(Architecture.CURRENT);
    private final Meanings meanings = new Meanings(constants);

    Signatures() {
        for (String line : lines(CallTable.TEXT)) {
            int number = number(line);
            if (number >= 0) {
                lines.put(number, line);
            }
        }
    }

    /// The number on this machine, in a line of the table.
    private static int number(String line) {
        int start = line.indexOf(' ') + 1;
        if (Architecture.CURRENT != Architecture.X86_64) {
            start = line.indexOf(' ', start) + 1;
        }
        int end = line.indexOf(' ', start);
        return Integer.parseInt(line, start, end < 0 ? line.length() : end, 10);
    }

    /// The call with this number; one that came after this table was made goes by its number.
    Signature of(int number) {
        Signature signature = known.get(number);
        return signature == null ? known.computeIfAbsent(number, this::read) : signature;
    }

    private Signature read(int number) {
        String line = lines.get(number);
        if (line == null) {
            return Signature.of("syscall_0x" + Integer.toHexString(number), "?", meanings);
        }
        return Signature.of(line.substring(0, line.indexOf(' ')), parameters(line, Architecture.CURRENT), meanings);
    }

    /// The parameters in a line of the table. arm64 has the last two of clone(2) the other way round.
    static String parameters(String line, Architecture architecture) {
        String[] parts = line.split(" ", 4);
        String known = parts.length < 4 ? "" : parts[3];
        return architecture == Architecture.ARM64 && parts[0].equals("clone") ? known.replace("int *child_tid, unsigned long tls", "unsigned long tls, int *child_tid") : known;
    }

    /// Reads what every program calls, before one has to wait for it.
    void readUsual() {
        lines.forEach((number, line) -> {
            if (USUAL.contains(line.substring(0, line.indexOf(' ')))) {
                of(number);
            }
        });
    }

    /// The names of flags and values.
    Constants constants() {
        return constants;
    }

    /// A call of a program that is not this processor's own kind: numbers mean something else there.
    Signature foreign(int number) {
        return Signature.of("foreign_" + number, "?", meanings);
    }

    /// The numbers of all calls, each with its name.
    Map<Integer, String> names() {
        var names = new HashMap<Integer, String>();
        lines.forEach((number, line) -> names.put(number, line.substring(0, line.indexOf(' '))));
        return names;
    }

    /// The lines of a table.
    static List<String> lines(String table) {
        var lines = new ArrayList<String>();
        int start = 0;
        for (int end = table.indexOf('\n'); end >= 0; end = table.indexOf('\n', start)) {
            lines.add(table.substring(start, end));
            start = end + 1;
        }
        return lines;
    }
}
