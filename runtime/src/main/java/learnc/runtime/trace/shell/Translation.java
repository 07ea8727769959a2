package learnc.runtime.trace.shell;

import learnc.runtime.trace.Event;

/// Turns the calls of a trace, one after the other, into commands of a shell.
///
/// Its only memory is what earlier calls have told: which file a descriptor is, which mount is half done, which rights are gone.
public final class Translation {

    private static final String ZYGOTE = "zygote";
    private static final String PAYLOAD = "payload";

    private final Known known = new Known();

    /// What to type instead of this call; beginning with `#` when there is nothing to do. Never null.
    public String shell(Event event) {
        return command(event).typed();
    }

    /// The same with what a script needs.
    Command command(Event event) {
        var asked = new Asked(event, known.process(event.pid()), known);
        if (event.door().equals(PAYLOAD)) {
            return Command.note("the program itself asks this");
        }
        Command command = command(asked);
        if (event.refusal() == null) {
            return command;
        }
        String typed = command.typed().startsWith("# ") ? command.typed().substring(2) : command.typed();
        return Command.note(typed + "   (refused here: " + event.refusal().errno() + ")");
    }

    /// The directory that is going to be the root of a process; empty while that is unknown.
    String imageRoot(int pid) {
        return known.process(pid).imageRoot();
    }

    private Command command(Asked asked) {
        return switch (asked.event().systemCall()) {
            case "clone3", "clone", "unshare", "setns", "waitid", "wait4", "kill", "pidfd_send_signal", "exit_group", "execve", "execveat", "setsid",
                    "sethostname", "setdomainname", "prlimit64", "chroot", "chdir", "fchdir" -> Processes.command(asked);
            case "prctl", "setgroups", "setresuid", "setresgid", "capset", "keyctl" -> Rights.command(asked);
            case "mount", "umount2", "pivot_root", "fsopen", "fsconfig", "fsmount", "open_tree", "mount_setattr", "move_mount" -> Mounts.command(asked);
            case "sendto", "recvfrom", "socket", "bind", "listen" -> Sockets.command(asked);
            case "openat", "openat2", "write", "close", "dup3", "mkdirat", "mknodat", "symlinkat", "linkat", "unlinkat", "renameat2", "fchownat",
                    "fchown", "fchmodat", "fchmod", "umask", "ftruncate", "fsync", "syncfs", "lsetxattr", "setxattr", "fsetxattr", "utimensat" -> Files.command(asked);
            default -> asked.event().door().equals(ZYGOTE) ? Looks.machinery() : Looks.command(asked);
        };
    }
}
