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
        String[] words = lines.get(group).split(" ");
        var constants = new LinkedHashMap<String, Long>();
        for (int i = 2; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            constants.put(words[i].substring(0, equals), Long.parseLong(words[i].substring(equals + 1)));
        }
        if (words[1].equals("values")) {
            return Names.ofValues(constants);
        }
        return Names.ofBits(words[1].startsWith(FIELD) ? Long.parseLong(words[1].substring(FIELD.length()), 16) : 0, constants);
    }

    /// Bits of a group that has a field, where the field is not there.
    Names bitsOnly(String group) {
        return known.computeIfAbsent(group + "-bits", ignored -> {
            var constants = new LinkedHashMap<String, Long>();
            for (String word : lines.get(group).split(" ")) {
                int equals = word.indexOf('=');
                if (equals > 0 && !word.startsWith(FIELD) && Long.parseLong(word.substring(equals + 1)) > 0xF) {
                    constants.put(word.substring(0, equals), Long.parseLong(word.substring(equals + 1)));
                }
            }
            return Names.ofBits(0, constants);
        });
    }
}
