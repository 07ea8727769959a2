package learnc.runtime.trace.state;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import learnc.runtime.kernel.Capability;

/// What /proc/PID/status tells of a process, as far as it changes only when somebody changes it (proc_pid_status(5)).
final class Status {

    private static final int HEXADECIMAL = 16;

    private final Map<String, String> namesOfSets = new HashMap<>();

    /// The fields; none when the text is null.
    Map<String, String> fields(String text) {
        var fields = new LinkedHashMap<String, String>();
        for (String line : text == null ? new String[0] : text.split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                take(fields, line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    private void take(Map<String, String> fields, String name, String value) {
        switch (name) {
            case "Name" -> fields.put("command", value);
            case "PPid" -> fields.put("parent", value);
            case "NSpid" -> fields.put("pid_inside", value.substring(value.lastIndexOf('\t') + 1));
            case "Uid" -> fields.put("uid", once(value));
            case "Gid" -> fields.put("gid", once(value));
            case "Groups" -> fields.put("groups", value);
            case "CapInh" -> fields.put("cap_inheritable", names(value));
            case "CapPrm" -> fields.put("cap_permitted", names(value));
            case "CapEff" -> fields.put("cap_effective", names(value));
            case "CapBnd" -> fields.put("cap_bounding", names(value));
            case "CapAmb" -> fields.put("cap_ambient", names(value));
            case "NoNewPrivs" -> fields.put("no_new_privs", value);
            case "Seccomp" -> fields.put("seccomp", value.equals("0") ? "off" : value.equals("1") ? "strict" : "filter");
            default -> {
            }
        }
    }

    /// Real, effective, saved and file system number: one word when they are the same.
    private static String once(String four) {
        String[] numbers = four.split("\t");
        for (String number : numbers) {
            if (!number.equals(numbers[0])) {
                return String.join(" ", numbers);
            }
        }
        return numbers[0];
    }

    private String names(String digits) {
        return namesOfSets.computeIfAbsent(digits, Status::namesOf);
    }

    private static String namesOf(String digits) {
        long set = Long.parseUnsignedLong(digits, HEXADECIMAL);
        var names = new StringBuilder();
        for (int number = 0; number < Long.SIZE; number++) {
            if ((set >>> number & 1) != 0) {
                names.append(names.isEmpty() ? "" : " ").append(name(number));
            }
        }
        return names.toString();
    }

    private static String name(int number) {
        Capability[] all = Capability.values();
        return number < all.length ? all[number].name() : Integer.toString(number);
    }
}
