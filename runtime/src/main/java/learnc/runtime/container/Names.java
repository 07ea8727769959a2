package learnc.runtime.container;

import java.util.HexFormat;

import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.OpenFlags;

/// Ids and names of new containers.
public final class Names {

    private static final int ID_BYTES = 32;
    private static final String[] MOODS = {"able", "bold", "brisk", "calm", "clever", "curious", "eager", "fair", "fond", "gentle", "happy",
        "humble", "keen", "kind", "lively", "lucid", "merry", "modest", "neat", "noble", "patient", "proud", "quick", "quiet", "serene",
        "sharp", "steady", "sunny", "tidy", "vivid", "warm", "wise"};
    private static final String[] PEOPLE = {"allen", "backus", "bartik", "boole", "cerf", "church", "conway", "corbato", "dijkstra", "engelbart",
        "erlang", "floyd", "goldberg", "hamilton", "hamming", "hoare", "hopper", "kay", "knuth", "lamarr", "liskov", "lovelace", "mcilroy",
        "neumann", "perlman", "postel", "ritchie", "shannon", "thompson", "torvalds", "turing", "wirth"};

    private Names() {
    }

    /// A new id: 64 random hexadecimal digits.
    public static String newId(Kernel host) {
        var random = new byte[ID_BYTES];
        int file = host.openat(OpenFlags.AT_FDCWD, "/dev/urandom", OpenFlags.O_RDONLY | OpenFlags.O_CLOEXEC, 0);
        try {
            host.read(file, random);
        } finally {
            host.close(file);
        }
        return HexFormat.of().formatHex(random);
    }

    /// A name that can be said aloud. It follows from the id.
    public static String spoken(String id) {
        int number = Integer.parseUnsignedInt(id.substring(0, 8), 16);
        return MOODS[number & 31] + "_" + PEOPLE[number >>> 5 & 31] + "_" + id.substring(8, 10);
    }

    /// Whether a person may use it: letters and digits, and after the first of these also `_`, `.` and `-`; two characters at least.
    public static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLetterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!isLetterOrDigit && (i == 0 || c != '_' && c != '.' && c != '-')) {
                return false;
            }
        }
        return text.length() >= 2;
    }
}
