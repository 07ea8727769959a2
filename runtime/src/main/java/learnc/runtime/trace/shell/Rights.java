package learnc.runtime.trace.shell;

import java.util.Locale;

/// Users, groups and capabilities. A shell cannot change its own; setpriv(1) changes them and then executes a program. So they gather
/// until that program is executed, or, where a new user namespace has just got its numbers, until the shell executes itself again.
final class Rights {

    private static final String KILLED_WITH_PARENT = "--pdeathsig KILL";
    private static final String SEEN_LATER = "exec setpriv … PROGRAM, see execve";

    private Rights() {
    }

    static Command command(Asked asked) {
        if (asked.event().refusal() != null) {
            return Command.part(SEEN_LATER);
        }
        return switch (asked.event().systemCall()) {
            case "setgroups" -> later(asked, groups(asked));
            case "setresgid" -> later(asked, "--regid " + Word.of(asked.text(0)));
            case "setresuid" -> user(asked);
            case "capset" -> later(asked, "--inh-caps=-all");
            case "keyctl" -> Command.note("keyctl session - PROGRAM   (of the package keyutils; nothing of the base system does it)");
            default -> prctl(asked);
        };
    }

    private static Command later(Asked asked, String option) {
        asked.process().givesUp(option);
        return Command.part(SEEN_LATER + ": setpriv " + option);
    }

    private static String groups(Asked asked) {
        String groups = String.join(",", Notation.pieces(asked.text(1)));
        return groups.isEmpty() ? "--clear-groups" : "--groups " + Word.of(groups);
    }

    private static Command user(Asked asked) {
        Command later = later(asked, "--reuid " + Word.of(asked.text(0)));
        if (asked.event().stage().equals("exec")) {
            return later;
        }
        asked.process().givesUp(KILLED_WITH_PARENT);
        Line line = new Line().as("exec").program("setpriv");
        asked.process().rightsGivenUp().forEach(line::as);
        return Command.of(line.program("sh").inScript("-c \"$inside\""));
    }

    private static Command prctl(Asked asked) {
        return switch (asked.text(0)) {
            case "PR_CAPBSET_DROP" -> bounding(asked);
            case "PR_SET_NO_NEW_PRIVS" -> later(asked, "--no-new-privs");
            case "PR_SET_PDEATHSIG" -> asked.event().stage().equals("exec") ? later(asked, KILLED_WITH_PARENT)
                    : Command.part("unshare --kill-child, or setpriv " + KILLED_WITH_PARENT);
            default -> Looks.machinery();
        };
    }

    private static Command bounding(Asked asked) {
        String name = asked.text(1).replaceFirst("^CAP_", "").toLowerCase(Locale.ROOT);
        if (!name.matches("[a-z_0-9]+")) {
            return Command.part(SEEN_LATER);
        }
        asked.process().givesUpCapability(name.matches("[0-9]+") ? "cap_" + name : name);
        return Command.part(SEEN_LATER + ": setpriv --bounding-set=-" + name);
    }
}
