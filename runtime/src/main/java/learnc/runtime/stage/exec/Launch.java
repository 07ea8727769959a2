package learnc.runtime.stage.exec;

import static learnc.runtime.kernel.ProcessFlags.CLOSE_RANGE_CLOEXEC;
import static learnc.runtime.kernel.ProcessFlags.PR_SET_PDEATHSIG;
import static learnc.runtime.kernel.ProcessFlags.SIG_SETMASK;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Terminal;

/// The way from a puppet with every right to a program with few. The order of the calls is what matters here.
final class Launch {

    private static final int FIRST_AFTER_STANDARD_ERROR = 3;
    private static final int GROUP_AND_OTHERS_DO_NOT_WRITE = 0022;

    private final Kernel host;
    private final Init init;
    private final Kernel inside;

    Launch(Kernel host, Init init) {
        this.host = host;
        this.init = init;
        this.inside = init.inside();
    }

    /// Executes a program in the puppet.
    @Why(call = "umask", value = "Sets the usual umask: files that the program makes are not writable for group and others.",
            without = "It would be 0, and every new file could be written by everybody.")
    Session start(Program program, Environment environment) {
        if (program.terminal().hasTerminal() && program.terminal().isInteractive()) {
            new UserTerminal(host).require();
        }
        // While everything can still be read: the image's files may be closed to the user.
        ProcessState state = ProcessState.of(inside);
        Account account = new Accounts(inside).account(program.user(), program.furtherGroups());
        environment.homeIfMissing(account.home());
        Capabilities capabilities = Capabilities.of(program.rights(), state);
        // While it is still root: directories and devices are made, and its own files are root's.
        inside.umask(GROUP_AND_OTHERS_DO_NOT_WRITE);
        new WorkingDirectory(inside).enter(program.workingDirectory());
        state.setOutOfMemoryScore();
        Session session = connect(program.terminal(), account);
        try {
            becomeUser(account, capabilities, program.rights().canGainPrivileges());
            execute(program, environment, state, session);
            return session;
        } catch (RuntimeException failure) {
            session.close();
            throw failure;
        }
    }

    @Why(call = "setsid", value = "Makes the process the leader of a session of its own, which has no terminal.",
            without = "It could open the terminal in front of which you sit (/dev/tty), and Ctrl-C typed there would hit it directly.")
    private Session connect(Terminal terminal, Account account) {
        inside.setsid();
        joinNewKeyring();
        if (terminal.hasTerminal()) {
            int master = new OwnTerminal(host, init).connect(account.user());
            return new Session(host, init.pidfd(), new TerminalSession(host, master, terminal.isInteractive()));
        }
        var streams = new StandardStreams(inside);
        if (!terminal.isInteractive()) {
            streams.closeInput();
        }
        if (!account.isRoot()) {
            streams.handOver(account.user());
        }
        return new Session(host, init);
    }

    /// Keys of the host's session must not be readable inside. A kernel without keys has nothing to hide. Without a
    /// name it is a new one: containers with the same name would share one.
    @Why(call = "keyctl", value = "Gives the process an empty ring of keys of its own.",
            without = "Keys of the session in which learnc was started could be read inside: no namespace divides them.")
    @Refused(errno = Errno.ENOSYS, call = "keyctl", because = "this kernel has no keys, so there is nothing to hide", remedy = "")
    private void joinNewKeyring() {
        try {
            inside.keyctlJoinSessionKeyring(null);
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.ENOSYS)) {
                throw refusal;
            }
        }
    }

    @Why(call = "setgroups", value = "Sets the program's groups to those that the image lists; while it is root, because nobody else may.",
            without = "It would be in the groups of learnc's root, and could open what is open to them.")
    @Why(call = "setresgid", value = "Becomes the program's group; before the user, because another user may not change it any more.",
            without = "Its files would be made for group root, and it could open what is open to that group.")
    @Why(call = "setresuid", value = "Becomes the program's user, in all three forms, so that there is no way back.",
            without = "The program would run as root, whatever --user or the image says.")
    @Why(call = "prctl", value = "Forbids this process, and all that it starts, to gain rights by executing a program.",
            without = "A setuid program in the image, such as su(1), could make another user root again.")
    private void becomeUser(Account account, Capabilities capabilities, boolean canGainPrivileges) {
        // First the bounding set, because the right to change it is given up next.
        capabilities.limit(inside);
        // Groups before the user, because another user may not change them.
        inside.setgroups(account.groups());
        inside.setresgid(account.group());
        inside.setresuid(account.user());
        // After the change of user, which has already taken every capability from a user other than root.
        capabilities.keep(inside, account.isRoot());
        if (!canGainPrivileges) {
            inside.prctlNoNewPrivileges();
        }
    }

    @Why(call = "prctl", value = "Asks once more to be killed when learnc dies, because a change of user takes that wish back.",
            without = "When learnc is killed, the program would go on running without anybody who looks after it.")
    @Why(call = "close_range", value = "Lets execve(2) close everything except for standard input, output and error.",
            without = "A forgotten descriptor of a directory of the host would be a way out of the container (CVE-2024-21626).")
    @Why(call = "rt_sigprocmask", value = "Lets signals arrive, now that the next call turns this process into the program.",
            without = "The program would inherit that all signals wait, and could not be ended by SIGTERM or Ctrl-C.")
    @Why(call = "execve", value = "Turns this process into the program: it keeps its number, 1, its namespaces and its group, and nothing else of "
            + "learnc.",
            without = "The process would wait for learnc's next order; a new child in its place would have number 2 and not be PID 1.")
    @Refused(errno = Errno.ENOENT, call = "execve", because = "the file is there, but not the interpreter or loader that it names",
            remedy = "look at its first line, or at `readelf -l`, for a path that the image lacks")
    @Refused(errno = Errno.E2BIG, call = "execve", because = "an argument or variable has 128 KiB or more, or all of them together are too long",
            remedy = "hand them on in a file (-v) or on standard input (-i)")
    private void execute(Program program, Environment environment, ProcessState state, Session session) {
        // As the user, because root would find what the user may not execute.
        String path = new ProgramSearch(inside).find(program.command().getFirst(), environment.path());
        // The change of user has cleared it.
        inside.prctl(PR_SET_PDEATHSIG, Signal.SIGKILL.number(), 0);
        inside.closeRange(FIRST_AFTER_STANDARD_ERROR, -1, CLOSE_RANGE_CLOEXEC);
        state.resetIgnoredSignals();
        session.open();
        // Last before the program: until now a signal could have ended the puppet half-way.
        inside.rtSigprocmask(SIG_SETMASK, 0);
        try {
            inside.execve(path, program.command(), environment.entries());
        } catch (KernelRefusal refusal) {
            throw ProgramSearch.failure(program.command().getFirst(), path, refusal);
        } catch (IllegalArgumentException tooLong) {
            throw ProgramSearch.tooLong(program.command().getFirst(), tooLong);
        }
    }
}
