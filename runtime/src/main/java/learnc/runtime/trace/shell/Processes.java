package learnc.runtime.trace.shell;

import java.util.List;
import java.util.Map;

/// Processes, their namespaces, where they stand, and what they execute.
final class Processes {

    private static final Map<String, String> NAMESPACES = Map.of("CLONE_NEWNS", "--mount", "CLONE_NEWUTS", "--uts", "CLONE_NEWIPC", "--ipc",
            "CLONE_NEWPID", "--pid", "CLONE_NEWNET", "--net", "CLONE_NEWUSER", "--user", "CLONE_NEWCGROUP", "--cgroup", "CLONE_NEWTIME", "--time");

    private Processes() {
    }

    static Command command(Asked asked) {
        return switch (asked.event().systemCall()) {
            case "clone3", "clone" -> clone(asked);
            case "unshare" -> Command.of(new Line().as("exec").program("unshare").as(namespaces(asked.flags(0))).program("sh").inScript("-c \"$inside\""));
            case "setns" -> Command.note("nsenter --target PID " + namespaces(asked.flags(1)) + " COMMAND   joins the namespaces of a process");
            case "execve", "execveat" -> execute(asked);
            case "sethostname" -> Command.of(new Line().program("hostname").as(Word.operand(asked.stringOrNothing(0))));
            case "setdomainname" -> Command.of(new Line().program("domainname").as(Word.operand(asked.stringOrNothing(0))));
            case "chroot" -> Command.of(new Line().as("exec").program("chroot").path(asked.pathWord(asked.path(0))).program("sh").inScript("-c \"$inside\""));
            case "chdir" -> go(asked, asked.path(0));
            case "fchdir" -> go(asked, asked.pathOfDescriptor(0));
            case "setsid" -> session(asked);
            case "prlimit64" -> Command.note("prlimit --pid " + asked.text(0) + " … sets a limit of a running process");
            case "waitid", "wait4" -> Command.note("to look: wait \"$init\"; echo $?");
            default -> Command.note("kill -KILL PID ends a process; a script's shells end by themselves");
        };
    }

    /// Only of the process that becomes the container a shell knows something; the others are how learnc reaches into it.
    private static Command clone(Asked asked) {
        List<String> flags = List.of(Notation.field(asked.text(0), "flags").split("\\|"));
        if (!flags.contains("CLONE_NEWNS")) {
            return flags.contains("CLONE_NEWUSER") ? Command.part("mount -o X-mount.idmap=…, which needs somebody who has the user namespace") : Looks.machinery();
        }
        asked.known().isInit(asked.result());
        Line line = new Line().program("unshare").as(namespaces(flags)).as("--propagation unchanged --fork --kill-child=KILL");
        if (flags.contains("CLONE_NEWUSER")) {
            // Who has no number yet in the namespace would lose its rights there by executing a program.
            line.as("--keep-caps");
        }
        return Command.of(line.program("sh").inScript("-c \"$inside\""));
    }

    private static String namespaces(List<String> flags) {
        var options = new StringBuilder();
        for (String flag : flags) {
            if (NAMESPACES.containsKey(flag)) {
                options.append(options.isEmpty() ? "" : " ").append(NAMESPACES.get(flag));
            }
        }
        return options.toString();
    }

    /// A script's shell keeps standing where the host's programs are; its program goes there in its place.
    private static Command go(Asked asked, String path) {
        String typed = "cd " + asked.known().pathWord(path);
        asked.process().goesTo(path);
        return asked.process().isElsewhere() ? new Command(typed, null, null) : new Command(typed, typed, null);
    }

    private static Command session(Asked asked) {
        asked.process().leadsSession();
        return Command.part("exec setsid … PROGRAM, see execve");
    }

    private static Command execute(Asked asked) {
        if (asked.event().refusal() != null) {
            return Command.note("exec " + asked.stringOrNothing(0));
        }
        Line line = new Line().as("exec");
        if (asked.process().isSessionLeader()) {
            line.program("setsid");
        }
        List<String> rights = asked.process().rightsGivenUp();
        if (!rights.isEmpty()) {
            line.program("setpriv");
            rights.forEach(line::as);
        }
        line.program("env").as("--default-signal").inScript("--chdir=" + Word.of(asked.process().directory())).as("--ignore-environment");
        return Command.of(program(line, asked));
    }

    private static Line program(Line line, Asked asked) {
        for (String variable : Notation.pieces(asked.text(2))) {
            String text = Notation.string(variable);
            if (text != null && text.indexOf('=') > 0) {
                line.word(text);
            }
        }
        for (String word : Notation.pieces(asked.text(1))) {
            String text = Notation.string(word);
            line.word(text == null ? "" : text);
        }
        return line;
    }
}
