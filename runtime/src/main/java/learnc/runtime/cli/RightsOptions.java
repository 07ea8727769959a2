package learnc.runtime.cli;

import java.util.List;
import java.util.Locale;

import learnc.runtime.kernel.Capability;
import learnc.runtime.spec.Rights;
import learnc.runtime.spec.UserMapping;
import picocli.CommandLine.Option;

/// The options about what the container's program may do, and whose users its users are.
final class RightsOptions {

    /// As Linux' tools for users hand out such ranges: the first one, 65536 long.
    private static final UserMapping USUAL = new UserMapping(100_000, 65_536);

    @Option(names = "--userns", paramLabel = "FIRST:COUNT", arity = "0..1", preprocessor = OnlyAttached.class,
            description = "Root inside is user FIRST outside, and so on for COUNT users; without a value 100000:65536.")
    String userns;

    @Option(names = "--cap-add", paramLabel = "NAME", description = "Add a capability to the usual 14, as NET_ADMIN, or ALL.")
    List<String> capAdd = List.of();

    @Option(names = "--cap-drop", paramLabel = "NAME", description = "Take a capability away, or ALL.")
    List<String> capDrop = List.of();

    @Option(names = "--security-opt", paramLabel = "OPTION", description = "no-new-privileges=false: a setuid program may raise its rights, as in Docker; here it may not unless asked.")
    List<String> securityOptions = List.of();

    /// What the program may do.
    Rights rights() {
        boolean canGain = false;
        for (String option : securityOptions) {
            canGain = Said.once("--security-opt", option, RightsOptions::canGainPrivileges);
        }
        return new Rights(Said.each("--cap-add", capAdd, RightsOptions::capability),
                Said.each("--cap-drop", capDrop, RightsOptions::capability), canGain);
    }

    /// Whose users the container's are; null for the host's own.
    UserMapping userMapping() {
        return Said.once("--userns", userns, RightsOptions::mapping);
    }

    private static boolean canGainPrivileges(String option) {
        return switch (option) {
            case "no-new-privileges", "no-new-privileges=true", "no-new-privileges:true" -> false;
            case "no-new-privileges=false", "no-new-privileges:false" -> true;
            default -> throw new IllegalArgumentException("'" + option + "' is not known here: no-new-privileges[=false]");
        };
    }

    private static String capability(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        String full = name.startsWith("CAP_") ? name : "CAP_" + name;
        for (Capability capability : Capability.values()) {
            if (capability.name().equals(full)) {
                return full;
            }
        }
        if (full.equals("CAP_ALL")) {
            return "ALL";
        }
        throw new IllegalArgumentException("'" + text + "' is no capability: capabilities(7) lists them");
    }

    private static UserMapping mapping(String text) {
        if (text.isEmpty()) {
            return USUAL;
        }
        int colon = text.indexOf(':');
        int first = colon < 0 ? -1 : whole(text.substring(0, colon));
        int count = colon < 0 ? -1 : whole(text.substring(colon + 1));
        if (first < 0 || count < 1 || (long) first + count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("'" + text + "' is not of the form FIRST:COUNT, as 100000:65536");
        }
        return new UserMapping(first, count);
    }

    private static int whole(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException notDigits) {
            return -1;
        }
    }
}
