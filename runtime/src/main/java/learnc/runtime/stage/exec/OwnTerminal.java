package learnc.runtime.stage.exec;

import static learnc.runtime.kernel.MountFlags.MS_BIND;
import static learnc.runtime.kernel.OpenFlags.AT_EMPTY_PATH;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_NOCTTY;
import static learnc.runtime.kernel.OpenFlags.O_RDWR;
import static learnc.runtime.stage.exec.TerminalCommands.TIOCGPTPEER;
import static learnc.runtime.stage.exec.TerminalCommands.TIOCSCTTY;
import static learnc.runtime.stage.exec.TerminalCommands.TIOCSPTLCK;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;

/// The container's terminal: a pair of connected ends (pty(7)) out of the container's own /dev/pts. The program gets one end,
/// learnc the other.
final class OwnTerminal {

    private static final int OPEN = O_RDWR | O_NOCTTY | O_CLOEXEC;
    private static final int UNCHANGED = -1;
    private static final int LAST_STANDARD_STREAM = 2;
    private static final String CONSOLE = "/dev/console";
    private static final int S_IFREG = 0100000;
    private static final int ONLY_OWNER = 0600;

    private final Kernel host;
    private final Init init;
    private final Kernel inside;

    OwnTerminal(Kernel host, Init init) {
        this.host = host;
        this.init = init;
        this.inside = init.inside();
    }

    /// Makes the terminal the program's standard streams. The process must lead a session that has no terminal yet.
    ///
    /// @param user who is to own it
    /// @return learnc's end, a descriptor of the host
    @Why(call = "openat", value = "Makes a new terminal out of the container's own /dev/pts: this is the end that learnc keeps.",
            without = "The program would run on the terminal in front of which you sit, and could type into your shell (TIOCSTI).")
    @Why(call = "ioctl", about = "TIOCSPTLCK", value = "Unlocks the other end, which a new terminal keeps locked.",
            without = "Opening it would be refused with EIO.")
    @Why(call = "ioctl", about = "TIOCGPTPEER", value = "Opens the other end, the program's, straight from this one and not by its path.",
            without = "Whoever controls /dev/pts in the image could put another file in its place.")
    @Why(call = "fchownat", value = "Gives the terminal to the program's user.",
            without = "As another user than root it could not open its own /dev/tty again: EACCES.")
    @Why(call = "dup3", value = "Makes the terminal a standard stream of the program: input, output, error.",
            without = "The program would not talk to the terminal at all.")
    @Why(call = "ioctl", about = "TIOCSCTTY", value = "Makes it the terminal that controls the session: Ctrl-C there becomes a signal.",
            without = "The shell would say \"can't access tty; job control turned off\", and Ctrl-C would do nothing.")
    @Why(call = "pidfd_getfd", value = "Takes learnc's end of the terminal out of the process, to read what is shown and write what is typed.",
            without = "Nobody would see the program's output.")
    int connect(int user) {
        int master = master();
        int slave = slave(master);
        inside.fchownat(slave, "", user, UNCHANGED, AT_EMPTY_PATH);
        showAsConsole(slave);
        becomeStreams(slave);
        inside.ioctl(0, TIOCSCTTY, 0);
        return ours(master);
    }

    /// The same for somebody who only looks in (see [Visit]): a terminal of where the process is now, and nobody's console. A child
    /// of the process may take control of it.
    int connectVisitor() {
        int master = master();
        becomeStreams(slave(master));
        return ours(master);
    }

    private int master() {
        int master = inside.openat(AT_FDCWD, "/dev/ptmx", OPEN, 0);
        inside.ioctl(master, TIOCSPTLCK, new byte[Integer.BYTES]);
        return master;
    }

    /// Not by its path, because whoever controls /dev/pts controls what is there.
    private int slave(int master) {
        return (int) inside.ioctl(master, TIOCGPTPEER, OPEN);
    }

    private void becomeStreams(int slave) {
        for (int stream = 0; stream <= LAST_STANDARD_STREAM; stream++) {
            inside.dup3(slave, stream, 0);
        }
        inside.close(slave);
    }

    private int ours(int master) {
        int ours = host.pidfdGetfd(init.pidfd(), master);
        inside.close(master);
        return ours;
    }

    /// The first program's terminal is also /dev/console. Where there is one already, this is a further program.
    @Why(call = "mknodat", value = "Makes an empty file on which the terminal can be mounted.",
            without = "There would be nothing to mount on: ENOENT.")
    @Why(call = "mount", value = "Lets the terminal be /dev/console, too, where programs such as systemd write.",
            without = "A program that writes to /dev/console would get ENOENT.")
    @Refused(errno = Errno.EEXIST, call = "mknodat", because = "there is a console already: this is a further program, and the first one keeps it",
            remedy = "")
    private void showAsConsole(int slave) {
        try {
            inside.mknodat(AT_FDCWD, CONSOLE, S_IFREG | ONLY_OWNER, 0);
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.EEXIST)) {
                return;
            }
            throw refusal;
        }
        inside.mount("/proc/self/fd/" + slave, CONSOLE, null, MS_BIND, null);
    }
}
