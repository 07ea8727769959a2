package learnc.runtime.stage.exec;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWCGROUP;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWIPC;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNET;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNS;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWPID;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWUSER;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWUTS;
import static learnc.runtime.kernel.ProcessFlags.PR_SET_DUMPABLE;
import static learnc.runtime.kernel.ProcessFlags.PR_SET_PDEATHSIG;

import java.util.List;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.ProcessAge;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Made;

/// The way of a further process into a container that runs, for `learnc exec`.
///
/// It takes two puppets. The first joins every namespace; but a process keeps its number for life, so the PID namespace
/// takes hold only of its children. Its child is the second, and executes the program (setns(2)).
public final class Join implements AutoCloseable {

    private static final long NAMESPACES = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWCGROUP;
    private static final int NOT_DUMPABLE = 0;

    private final Kernel host;
    private final Inits inits;
    private Init mother;

    /// @param host  makes system calls in learnc's own process
    /// @param inits where the two puppets come from
    public Join(Kernel host, Inits inits) {
        this.host = host;
        this.inits = inits;
    }

    /// A process that sees what the container sees, and has executed nothing yet. Hand it to [Exec], then close this.
    ///
    /// @param container         the container's first process
    /// @param cgroupDirectories the container's groups, one in each hierarchy
    /// @throws Failure when the container has ended
    public Init init(Made.Process container, List<String> cgroupDirectories) {
        mother = inits.newInit(0);
        Kernel inside = mother.inside();
        // Before it comes near the container, whose processes must not look into it (CVE-2016-9962).
        inside.prctl(PR_SET_DUMPABLE, NOT_DUMPABLE, 0);
        int pidfd = open(container, inside);
        // Before it runs there: what it does counts against the container's limits from its first instruction.
        for (String directory : cgroupDirectories) {
            WholeFile.set(host, directory + "/cgroup.procs", Integer.toString(mother.pid()));
        }
        boolean hasOwnUsers = !namespace(container.pid()).equals(namespace(mother.pid()));
        inside.setns(pidfd, hasOwnUsers ? NAMESPACES | CLONE_NEWUSER : NAMESPACES);
        inside.close(pidfd);
        if (hasOwnUsers) {
            becomeRoot(inside);
        }
        return inits.newChild(mother);
    }

    /// First opened, then compared: so the descriptor cannot mean a later process with the same number.
    private int open(Made.Process container, Kernel inside) {
        try {
            int pidfd = inside.pidfdOpen(container.pid(), 0);
            if (ProcessAge.startTicks(host, container.pid()) == container.startTicks()) {
                return pidfd;
            }
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.ESRCH) && !refusal.is(Errno.ENOENT)) {
                throw refusal;
            }
        }
        throw new Failure("the container has ended\n  try: `learnc ps` lists those that run");
    }

    private String namespace(int pid) {
        return host.readlinkat(AT_FDCWD, "/proc/" + pid + "/ns/user");
    }

    private static void becomeRoot(Kernel inside) {
        inside.setgroups(List.of());
        inside.setresgid(0);
        inside.setresuid(0);
        // A change of user clears the wish to die with learnc, and may open the process to others again (fs.suid_dumpable).
        inside.prctl(PR_SET_PDEATHSIG, Signal.SIGKILL.number(), 0);
        inside.prctl(PR_SET_DUMPABLE, NOT_DUMPABLE, 0);
    }

    /// Ends the first puppet. The second must have executed its program.
    @Override
    public void close() {
        if (mother != null) {
            inits.end(host, mother);
            mother = null;
        }
    }
}
