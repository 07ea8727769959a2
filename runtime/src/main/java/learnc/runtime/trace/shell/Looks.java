package learnc.runtime.trace.shell;

/// Calls that change nothing outside of the process that makes them: how one would look oneself.
final class Looks {

    private Looks() {
    }

    static Command command(Asked asked) {
        return switch (asked.event().systemCall()) {
            case "read", "lseek" -> ofFile("cat", asked.pathOfDescriptor(0));
            case "getdents64" -> ofFile("ls --almost-all", asked.pathOfDescriptor(0));
            case "statx" -> ofFile("stat", asked.path(0, 1));
            case "statfs" -> ofFile("stat --file-system", asked.path(0));
            case "fstatfs" -> ofFile("stat --file-system", asked.pathOfDescriptor(0));
            case "faccessat2" -> ofFile("ls -d", asked.path(0, 1));
            case "readlinkat" -> ofFile("readlink", asked.path(0, 1));
            case "getcwd" -> look("pwd");
            case "getpid", "gettid" -> look("echo $$");
            case "getppid" -> look("echo $PPID");
            case "getuid" -> look("id --user --real");
            case "geteuid" -> look("id --user");
            case "getgid" -> look("id --group");
            case "getgroups" -> look("id --groups");
            case "uname" -> look("uname --all");
            case "capget" -> look("grep Cap /proc/self/status");
            case "getpgid" -> look("ps -o pid,pgid,sid");
            case "rt_sigprocmask", "rt_sigaction" -> Command.part("exec env --default-signal … PROGRAM, see execve");
            case "ioctl" -> terminal();
            case "close_range" -> Command.note("a shell opens nothing that a program would inherit");
            case "flock" -> Command.note("flock FILE COMMAND holds a lock while a command runs: " + asked.pathOfDescriptor(0));
            case "getsockname", "setsockopt", "getsockopt", "connect", "accept4", "shutdown" -> Command.note("to look: ss --all --numeric --processes");
            default -> machinery();
        };
    }

    /// Only a terminal of the container's own is a descriptor without a path.
    static Command terminal() {
        return Command.note("a terminal of its own: script --quiet --command COMMAND /dev/null gives one to a command");
    }

    private static Command ofFile(String program, String path) {
        return path.startsWith("/") ? Command.note("to look: " + program + " " + Word.of(path)) : look(program + " …");
    }

    private static Command look(String command) {
        return Command.note("to look: " + command);
    }

    /// What only learnc needs: memory, and the strings by which it moves another process.
    static Command machinery() {
        return Command.note("how learnc makes and moves a process call by call; a shell needs none of it");
    }
}
