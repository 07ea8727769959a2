package learnc.runtime.stage.exec;

import static learnc.runtime.kernel.ProcessFlags.CLOSE_RANGE_CLOEXEC;
import static learnc.runtime.kernel.ProcessFlags.PR_SET_PDEATHSIG;
import static learnc.runtime.kernel.ProcessFlags.SIG_SETMASK;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Signal;
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
        return new Session(host, init.pidfd(), null);
    }

    /// Keys of the host's session must not be readable inside. A kernel without keys has nothing to hide. Without a
    /// name it is a new one: containers with the same name would share one.
    private void joinNewKeyring() {
        try {
            inside.keyctlJoinSessionKeyring(null);
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.ENOSYS)) {
                throw refusal;
            }
        }
    }

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
