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
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;
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
    @Why(call = "prctl", value = "Forbids others to look into this process, before it comes near the container.",
            without = "A process of the container could take it over with ptrace(2) while it still has learnc's rights (CVE-2016-9962).")
    @Why(about = "cgroup.procs", value = "Moves the process into the container's groups before it does anything there.",
            without = "What it starts would not count against the container's limits.")
    @Why(call = "write", value = "Moves the process into the container's groups before it does anything there.",
            without = "What it starts would not count against the container's limits.")
    @Why(call = "setns", value = "Joins all of the container's namespaces in one step; of the PID namespace only its children will be members.",
            without = "The program would see the host and not the container.")
    @Why(call = "clone3", value = "Starts a process that joins the running container.",
            without = "learnc itself would have to join, and a process with many threads may not.")
    @Why(value = "Starts the process that becomes the further program: as a child of one that has joined, it gets a number in the container.",
            without = "The program would have no number in the container's PID namespace: a process keeps its own for life.")
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
    @Why(call = "pidfd_open", value = "Opens the container's first process; its namespaces are joined through this descriptor.",
            without = "Numbers of processes are given away again: the further program could land in somebody else's namespaces.")
    @Refused(errno = Errno.ESRCH, call = "pidfd_open", because = "the container has ended", remedy = "`learnc ps` lists those that run")
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

    @Why(call = "readlinkat", value = "Looks whether the container has a user namespace of its own, which must then be joined, too.",
            without = "Joining one's own user namespace is refused with EINVAL; leaving out another one, the rest is refused with EPERM.")
    private String namespace(int pid) {
        return host.readlinkat(AT_FDCWD, "/proc/" + pid + "/ns/user");
    }

    @Why(call = "setgroups", value = "Leaves the groups that the process has brought from the host.",
            without = "It would keep the rights of root's groups of the host.")
    @Why(call = "setresgid", value = "Becomes group 0 of the container, which is a group without rights outside.",
            without = "Its group would have no number inside.")
    @Why(call = "setresuid", value = "Becomes user 0 of the container: root inside, somebody without rights outside.",
            without = "Its user would have no number inside, and making a file would be refused with EOVERFLOW.")
    @Why(call = "prctl", about = "PR_SET_PDEATHSIG", value = "Asks once more to be killed when learnc dies, because a change of user takes that "
            + "wish back.",
            without = "When learnc is killed, this process would stay.")
    @Why(call = "prctl", value = "Forbids others once more to look into this process, because a change of user may take that back.",
            without = "A process of the container could take it over with ptrace(2).")
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
