package learnc.runtime.trace.payload;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import learnc.runtime.kernel.Architecture;
import learnc.runtime.kernel.Names;

/// The names of flags and values, in groups. The table ([ConstantTable]) is made from the kernel's headers.
final class Constants {

    private static final String FIELD = "field=0x";
    private static final String OPEN = "open";
    private static final int FIRST_VALUE = 2;
    private static final long LOWEST_BIT = 0x10;

    private final Map<String, String> lines = new HashMap<>();
    private final Map<String, Names> known = new ConcurrentHashMap<>();

    /// @param architecture a few flags have other values on arm64
    Constants(Architecture architecture) {
        for (String line : Signatures.lines(ConstantTable.TEXT)) {
            lines.put(line.substring(0, line.indexOf(' ')), line);
        }
        String ofArm = lines.remove(OPEN + "_arm64");
        if (architecture == Architecture.ARM64) {
            lines.put(OPEN, ofArm.replace(OPEN + "_arm64", OPEN));
        }
    }

    boolean has(String group) {
        return lines.containsKey(group);
    }

    /// Whether the group's names are those of whole values.
    boolean isValues(String group) {
        return lines.get(group).startsWith("values", group.length() + 1);
    }

    /// The names in a group.
    Names names(String group) {
        return known.computeIfAbsent(group, this::read);
    }

    private Names read(String group) {
        return isValues(group) ? Names.ofValues(() -> values(group, Long.MIN_VALUE)) : Names.ofBits(field(group), () -> values(group, Long.MIN_VALUE));
    }

    /// The bits of the group's field, or 0.
    private long field(String group) {
        String line = lines.get(group);
        int start = group.length() + 1;
        return line.startsWith(FIELD, start) ? Long.parseLong(line, start + FIELD.length(), line.indexOf(' ', start), 16) : 0;
    }

    private Map<String, Long> values(String group, long least) {
        var values = new LinkedHashMap<String, Long>();
        String[] words = lines.get(group).split(" ");
        for (int i = FIRST_VALUE; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            long value = Long.parseLong(words[i].substring(equals + 1));
            if (value >= least) {
                values.put(words[i].substring(0, equals), value);
            }
        }
        return values;
    }

    /// Bits of a group that has a field, where the field is not there.
    Names bitsOnly(String group) {
        return known.computeIfAbsent(group + "-bits", ignored -> Names.ofBits(0, () -> values(group, LOWEST_BIT)));
    }
}
