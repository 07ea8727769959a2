package learnc.runtime.trace.shell;

/// Owners, permissions and the rest of what is written about a file, not in it.
final class Attributes {

    private static final String UNCHANGED = "-1";

    private Attributes() {
    }

    static Command command(Asked asked) {
        return switch (asked.event().systemCall()) {
            case "fchownat" -> owner(asked, asked.text(2), asked.text(3), asked.has(4, "AT_SYMLINK_NOFOLLOW"), asked.pathWord(0, 1));
            case "fchown" -> owner(asked, asked.text(1), asked.text(2), false, ofDescriptor(asked));
            case "fchmodat" -> permissions(asked.text(2), asked.pathWord(0, 1));
            case "fchmod" -> permissions(asked.text(1), ofDescriptor(asked));
            case "ftruncate" -> Command.of(new Line().program("truncate").as("-s").word(asked.text(1)).path(ofDescriptor(asked)));
            case "fsync" -> Command.of(new Line().program("sync").path(ofDescriptor(asked)));
            case "syncfs" -> Command.of(new Line().program("sync").as("--file-system").path(ofDescriptor(asked)));
            case "utimensat" -> Command.of(new Line().program("touch").as("--no-create --no-dereference").path(asked.pathWord(0, 1)));
            default -> Command.note("setfattr -n " + asked.stringOrNothing(1) + " " + asked.path(0) + "   (of the package attr)");
        };
    }

    private static PathWord ofDescriptor(Asked asked) {
        String path = asked.pathOfDescriptor(0);
        return asked.pathWord(path.isEmpty() ? "/proc/self/fd/" + Math.max(0, asked.descriptor(0)) : path);
    }

    private static Command owner(Asked asked, String user, String group, boolean isOfLink, PathWord path) {
        if (path.typed().equals("''")) {
            return Looks.terminal();
        }
        String who = (user.equals(UNCHANGED) ? "" : user) + (group.equals(UNCHANGED) ? "" : ":" + group);
        Line line = new Line().program("chown");
        if (isOfLink) {
            line.as("--no-dereference");
        }
        return who.isEmpty() ? Command.note("changes nothing: chown : " + asked.path(1)) : Command.of(line.word(who).path(path));
    }

    private static Command permissions(String mode, PathWord path) {
        return Command.of(new Line().program("chmod").as(Files.octal(Notation.number(mode, 0644))).path(path));
    }
}
