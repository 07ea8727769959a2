package learnc.runtime.trace.shell;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import learnc.runtime.trace.Event;

/// Files and what is in them.
final class Files {

    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z0-9+_.,:=/* -]+\n?");
    private static final Pattern DEVICE = Pattern.compile("makedev\\((\\w+), (\\w+)\\)");
    private static final String GROUPS = "/sys/fs/cgroup/";
    /// In the files by which a group is entered: whoever writes it.
    private static final String ITSELF = "0";
    private static final int LAST_STANDARD = 2;
    private static final long USUAL_PERMISSIONS = 0644;

    private Files() {
    }

    static Command command(Asked asked) {
        return switch (asked.event().systemCall()) {
            case "openat", "openat2" -> open(asked);
            case "write" -> write(asked);
            case "close" -> close(asked);
            case "dup3" -> duplicate(asked);
            case "mkdirat" -> makeDirectory(asked);
            case "mknodat" -> makeNode(asked);
            case "unlinkat" -> Command.of(path(new Line().program(asked.has(2, "AT_REMOVEDIR") ? "rmdir" : "rm"), asked, 0, 1));
            case "symlinkat" -> Command.of(path(new Line().program("ln").as("-sT").as(Word.operand(asked.stringOrNothing(0))), asked, 1, 2));
            case "linkat" -> Command.of(path(path(new Line().program("ln").as("-T"), asked, 0, 1), asked, 2, 3));
            case "renameat2" -> Command.of(path(path(new Line().program("mv").as("-T"), asked, 0, 1), asked, 2, 3));
            case "umask" -> mask(asked);
            default -> Attributes.command(asked);
        };
    }

    private static Command duplicate(Asked asked) {
        String path = asked.pathOfDescriptor(0);
        int place = asked.descriptor(1);
        return path.isEmpty() || place < 0 || place > LAST_STANDARD ? Looks.terminal()
                : Command.of(new Line().as("exec " + place + (place == 0 ? "<" : ">>")).path(asked.pathWord(path)));
    }

    private static Line path(Line line, Asked asked, int directory, int at) {
        return line.path(asked.pathWord(directory, at));
    }

    /// Opening changes something only when it makes the file or empties it.
    private static Command open(Asked asked) {
        String name = asked.resultName();
        if (asked.event().refusal() == null && name.startsWith("/")) {
            asked.process().opened(asked.result(), name);
        }
        if (asked.text(2).contains("RESOLVE_IN_ROOT")) {
            asked.process().hasImageRoot(asked.pathOfDescriptor(0));
        }
        String path = name.startsWith("/") ? name : asked.path(0, 1);
        String flags = asked.event().systemCall().equals("openat2") ? Notation.field(asked.text(2), "flags") : asked.text(2);
        String word = asked.known().pathWord(path);
        if (flags.contains("O_CREAT") || flags.contains("O_TRUNC")) {
            long permissions = asked.process().permissions(Notation.number(asked.text(3), USUAL_PERMISSIONS));
            String empty = flags.contains("O_TRUNC") ? ": > " + word : ": >> " + word;
            String typed = permissions == USUAL_PERMISSIONS || !flags.contains("O_CREAT") ? empty : "(umask " + octal(0666 & ~permissions) + "; " + empty + ")";
            return new Command(typed, typed, "rm -f " + word);
        }
        if (flags.contains("O_WRONLY") || flags.contains("O_RDWR")) {
            return Command.part("echo … > " + path);
        }
        return Command.look(new Line().program(flags.contains("O_DIRECTORY") ? "ls -d" : flags.contains("O_PATH") ? "ls -ld" : "cat").word(path));
    }

    private static Command write(Asked asked) {
        String path = asked.pathOfDescriptor(0);
        byte[] bytes = written(asked);
        if (!path.startsWith("/") || bytes == null) {
            return Command.note("printf … >> " + path + "   (" + asked.text(2) + " bytes, of which the trace keeps only the beginning)");
        }
        String text = Notation.string(asked.text(1));
        asked.known().mapsIds(path, text == null ? "" : text);
        if (asked.known().isOfAnotherProcess(path)) {
            return Command.part("mount -o X-mount.idmap=…");
        }
        if (isOfHost(asked)) {
            String typed = "echo " + (ITSELF.equals(text) ? "\"$init\"" : Word.of(text == null ? "" : text)) + " > " + asked.known().pathWord(path);
            return new Command(typed, typed, null, true);
        }
        String word = asked.known().pathWord(path);
        boolean isControl = path.startsWith("/proc/") || path.startsWith("/sys/");
        String typed = isControl && text != null && SIMPLE.matcher(text).matches() && !text.startsWith("-")
                ? "echo " + value(asked, text.strip()) + " > " + word
                : "printf " + Word.format(bytes) + (isControl ? " > " : " >> ") + word;
        return new Command(typed, typed, null);
    }

    /// The container's process can write to a file of the host that it cannot open any more: learnc has passed it the open file.
    private static boolean isOfHost(Asked asked) {
        return asked.process().isElsewhere() && asked.process().pathOf(asked.descriptor(0)).isEmpty();
    }

    private static String value(Asked asked, String text) {
        return asked.known().isInit(text) ? "\"" + asked.known().pidWord(text) + "\"" : Word.of(text);
    }

    /// All of what was written, or null when the trace has only its beginning.
    private static byte[] written(Asked asked) {
        Event.Value buffer = asked.event().arguments().size() > 1 ? asked.event().arguments().get(1) : null;
        if (buffer == null || Notation.isCut(buffer.text()) && buffer.bytes() == null) {
            return null;
        }
        try {
            return buffer.bytes() == null ? Notation.bytes(buffer.text()) : HexFormat.of().parseHex(buffer.bytes());
        } catch (IllegalArgumentException damaged) {
            return null;
        }
    }

    private static Command close(Asked asked) {
        String path = asked.pathOfDescriptor(0);
        asked.process().closed(asked.descriptor(0));
        return Command.note(path.isEmpty() ? "a shell closes what it has opened" : "a shell closes what it has opened: " + path);
    }

    /// A group for all containers may be there already, made for another one.
    private static Command makeDirectory(Asked asked) {
        PathWord word = asked.pathWord(0, 1);
        Line line = new Line().program("mkdir").as("-m " + octal(asked.process().permissions(Notation.number(asked.text(2), 0755)))).path(word);
        if (word.typed().startsWith(GROUPS) && !asked.process().isElsewhere()) {
            return new Command(line.toString(), "[ -d " + word + " ] || " + line.scripted(), "remove_group " + word);
        }
        return Command.of(line, "rm -rf --one-file-system " + word);
    }

    private static Command makeNode(Asked asked) {
        String kind = asked.text(2);
        long mode = Notation.number(kind.substring(kind.lastIndexOf('|') + 1), USUAL_PERMISSIONS);
        String permissions = "-m " + octal(asked.process().permissions(mode));
        PathWord word = asked.pathWord(0, 1);
        if (kind.contains("S_IFREG")) {
            return Command.of(new Line().program("install").as(permissions).as("/dev/null").path(word));
        }
        if (kind.contains("S_IFIFO")) {
            return Command.of(new Line().program("mkfifo").as(permissions).path(word));
        }
        return Command.of(new Line().program("mknod").as(permissions).path(word).as(kind.contains("S_IFBLK") ? "b" : "c").as(device(asked.text(3))));
    }

    /// `makedev(0x1, 0x3)` as `1 3`.
    private static String device(String made) {
        Matcher numbers = DEVICE.matcher(made);
        return numbers.matches() ? Notation.number(numbers.group(1), 0) + " " + Notation.number(numbers.group(2), 0) : "0 0";
    }

    private static Command mask(Asked asked) {
        int bits = (int) Notation.number(asked.text(0), 022);
        asked.process().masks(bits);
        String typed = "umask " + octal(bits);
        return new Command(typed, typed, null);
    }

    static String octal(long bits) {
        return "0" + (bits < 8 ? "00" : bits < 64 ? "0" : "") + Long.toOctalString(bits);
    }
}
