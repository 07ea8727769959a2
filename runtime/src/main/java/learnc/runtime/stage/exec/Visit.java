package learnc.runtime.stage.exec;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWCGROUP;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWIPC;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNET;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNS;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWPID;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWUSER;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWUTS;
import static learnc.runtime.kernel.ProcessFlags.CLOSE_RANGE_CLOEXEC;
import static learnc.runtime.kernel.ProcessFlags.PR_SET_DUMPABLE;
import static learnc.runtime.kernel.ProcessFlags.PR_SET_PDEATHSIG;
import static learnc.runtime.kernel.ProcessFlags.P_PIDFD;
import static learnc.runtime.kernel.ProcessFlags.SIG_SETMASK;
import static learnc.runtime.kernel.ProcessFlags.WEXITED;
import static learnc.runtime.kernel.ProcessFlags.__WALL;
import static learnc.runtime.stage.exec.TerminalCommands.TIOCSCTTY;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Signal;
import learnc.runtime.spec.Failure;

/// A look into a container that is not finished: a program of the one who looks, in the namespaces of a process as they are now.
///
/// It is no part of the container. It has every right, is in no control group of the container, and its terminal is one of the
/// host's, so the container has nothing of it when it is gone. Where the process has no root of its own yet, the program is the
/// host's, and the host's files are what it sees.
public final class Visit {

    private static final long NAMESPACES = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWCGROUP;
    private static final int NOT_DUMPABLE = 0;
    private static final int FIRST_AFTER_STANDARD_ERROR = 3;
    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;

    private final Kernel host;
    private final Inits inits;
    private final boolean hasTerminal;

    /// Where a visitor goes.
    public enum Where {
        /// To every namespace of the process.
        INSIDE,
        /// To every namespace but the mounts: the files are the host's.
        INSIDE_WITH_FILES_OF_HOST,
        /// Nowhere: the host.
        HOST
    }

    /// @param host        makes system calls in learnc's own process; without a trace, for a visitor is no part of the run
    /// @param inits       where the program's process comes from; as untraced
    /// @param hasTerminal whether the program gets a terminal; else it has no input, and its output goes to standard error
    public Visit(Kernel host, Inits inits, boolean hasTerminal) {
        this.host = host;
        this.inits = inits;
        this.hasTerminal = hasTerminal;
    }

    /// Runs a program and waits for its end.
    ///
    /// @param pid         of the process that is visited, as the host counts
    /// @param programs    paths, of which the first is executed that is there
    /// @param arguments   from the first after the program's name
    /// @param environment `NAME=value`, all of it
    /// @return the program's exit code, or 128 + the signal that has ended it
    /// @throws Failure       with 127 when none of the programs is there
    /// @throws KernelRefusal when Linux does not let it in
    public int run(int pid, Where where, List<String> programs, List<String> arguments, List<String> environment) {
        Init visitor = inits.newInit(0);
        try {
            visitor.inside().prctl(PR_SET_DUMPABLE, NOT_DUMPABLE, 0);
            ProcessState.of(visitor.inside()).resetIgnoredSignals();
        } catch (RuntimeException failure) {
            inits.end(host, visitor);
            throw failure;
        }
        return where == Where.HOST ? executed(visitor, connect(visitor), programs, arguments, environment)
                : joined(visitor, pid, where, programs, arguments, environment);
    }

    /// As with [Join] it takes two: only a child gets into the PID namespace.
    private int joined(Init mother, int pid, Where where, List<String> programs, List<String> arguments, List<String> environment) {
        TerminalSession terminal = null;
        Init child;
        try {
            terminal = connect(mother);
            join(mother.inside(), pid, where);
            child = inits.newChild(mother);
            // A terminal is at its end when nobody has it open any more.
            mother.inside().closeRange(0, STANDARD_ERROR, 0);
        } catch (RuntimeException failure) {
            if (terminal != null) {
                terminal.end(false);
            }
            inits.end(host, mother);
            throw failure;
        }
        try {
            return executed(child, terminal, programs, arguments, environment);
        } finally {
            inits.end(host, mother);
        }
    }

    private TerminalSession connect(Init init) {
        if (hasTerminal) {
            return new TerminalSession(host, new OwnTerminal(host, init).connectVisitor(), true);
        }
        new StandardStreams(init.inside()).closeInput();
        init.inside().dup3(STANDARD_ERROR, STANDARD_OUTPUT, 0);
        return null;
    }

    private void join(Kernel inside, int pid, Where where) {
        int pidfd = inside.pidfdOpen(pid, 0);
        boolean hasOwnUsers = !users(pid).equals(users(host.getpid()));
        long namespaces = where == Where.INSIDE ? NAMESPACES : NAMESPACES & ~CLONE_NEWNS;
        inside.setns(pidfd, hasOwnUsers ? namespaces | CLONE_NEWUSER : namespaces);
        inside.close(pidfd);
        if (hasOwnUsers) {
            becomeRootIfThereIsOne(inside);
        }
    }

    private String users(int pid) {
        return host.readlinkat(AT_FDCWD, "/proc/" + pid + "/ns/user");
    }

    /// A user namespace that has just been made has no root yet: nobody has been given a number in it.
    private static void becomeRootIfThereIsOne(Kernel inside) {
        try {
            inside.setgroups(List.of());
            inside.setresgid(0);
            inside.setresuid(0);
            inside.prctl(PR_SET_PDEATHSIG, Signal.SIGKILL.number(), 0);
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.EINVAL) && !refusal.is(Errno.EPERM)) {
                throw refusal;
            }
        }
    }

    private int executed(Init init, TerminalSession terminal, List<String> programs, List<String> arguments, List<String> environment) {
        int exitCode;
        try (var session = new Session(host, init.pidfd(), terminal)) {
            begin(init.inside(), terminal != null, session);
            execute(init.inside(), programs, arguments, environment);
            exitCode = host.waitid(P_PIDFD, init.pidfd(), WEXITED | __WALL).exitCode();
        } catch (RuntimeException failure) {
            inits.end(host, init);
            throw failure;
        }
        inits.release(init);
        host.close(init.pidfd());
        return exitCode;
    }

    private static void begin(Kernel inside, boolean hasTerminal, Session session) {
        inside.setsid();
        if (hasTerminal) {
            inside.ioctl(0, TIOCSCTTY, 0);
        }
        inside.closeRange(FIRST_AFTER_STANDARD_ERROR, -1, CLOSE_RANGE_CLOEXEC);
        session.open();
        inside.rtSigprocmask(SIG_SETMASK, 0);
    }

    private static void execute(Kernel inside, List<String> programs, List<String> arguments, List<String> environment) {
        for (String program : programs) {
            var words = new ArrayList<>(List.of(program.substring(program.lastIndexOf('/') + 1)));
            words.addAll(arguments);
            try {
                inside.execve(program, words, environment);
                return;
            } catch (KernelRefusal refusal) {
                if (!refusal.is(Errno.ENOENT) && !refusal.is(Errno.EACCES)) {
                    throw refusal;
                }
            }
        }
        throw new Failure(Failure.NOT_FOUND, "none of " + String.join(", ", programs) + " is there", null);
    }
}
