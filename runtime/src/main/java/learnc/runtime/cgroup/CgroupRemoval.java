package learnc.runtime.cgroup;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.AT_REMOVEDIR;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;

/// Takes a container's groups away, and whoever is still in them.
public final class CgroupRemoval {

    /// With what the names of our groups begin, so that nobody else's is ever taken away.
    public static final String PREFIX = "learnc-";
    /// With what the name of the group ends that holds on to the controllers of a container's.
    public static final String KEEPER = ".keeper";

    private static final long PATIENCE_NANOSECONDS = TimeUnit.SECONDS.toNanos(10);
    private static final long SHORTEST_NAP_NANOSECONDS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long LONGEST_NAP_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Kernel host;

    /// @param host the host's door
    public CgroupRemoval(Kernel host) {
        this.host = host;
    }

    /// Removes a group with the groups in it. Every process in them is killed. A group that does not exist is removed already.
    ///
    /// @param directory of the group, in one hierarchy
    /// @throws Failure when it is no group, or a process in it cannot be killed within ten seconds
    public void remove(String directory) {
        var group = new Group(host, directory);
        if (!removedEmpty(group)) {
            removeWithProcesses(group);
        }
    }

    @Why(value = "Ends every process that is still in the group, because Linux removes only groups without processes.",
            without = "Removing the group would be refused with EBUSY, and its processes would go on running.")
    private void removeWithProcesses(Group group) {
        refuseWhatIsNoGroup(group);
        long deadline = System.nanoTime() + PATIENCE_NANOSECONDS;
        long nap = SHORTEST_NAP_NANOSECONDS;
        while (!removedWithGroupsBelow(group)) {
            if (System.nanoTime() > deadline) {
                throw stubborn(group);
            }
            killAllIfThere(group);
            // Version 1 tells nobody when a group becomes empty, so look again, less and less often.
            LockSupport.parkNanos(nap);
            nap = Math.min(nap * 2, LONGEST_NAP_NANOSECONDS);
        }
    }

    /// The topmost group of a hierarchy holds the whole machine: nothing may be killed there.
    private static void refuseWhatIsNoGroup(Group group) {
        if (group.exists() && !(group.isReal() && group.above().isReal())) {
            throw new Failure("asked to remove the control group " + group
                    + "\n  but this is no group below the top of a hierarchy\n  try: `stat -f " + group + "`, and remove by hand what it is");
        }
    }

    private boolean removedWithGroupsBelow(Group group) {
        if (!group.exists()) {
            return true;
        }
        boolean isEmpty = true;
        for (Group below : group.below()) {
            isEmpty &= removedWithGroupsBelow(below);
        }
        return isEmpty && removedEmpty(group);
    }

    @Why(call = "unlinkat", value = "Removes the container's control group, which needs no emptying: its files are no files on a disk.",
            without = "Groups that nobody uses would gather in the kernel's memory until the machine is restarted.")
    @Refused(errno = Errno.EBUSY, call = "unlinkat", because = "a process is in the group still, or another group",
            remedy = "")
    @Refused(errno = Errno.ENOENT, call = "unlinkat", because = "the group is gone already", remedy = "")
    @Refused(errno = Errno.ENOTEMPTY, call = "unlinkat", because = "another group is in this one", remedy = "")
    private boolean removedEmpty(Group group) {
        try {
            host.unlinkat(AT_FDCWD, group.directory(), AT_REMOVEDIR);
            return true;
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT)) {
                return true;
            }
            if (refusal.is(Errno.EBUSY) || refusal.is(Errno.ENOTEMPTY)) {
                return false;
            }
            throw refusal;
        }
    }

    /// Somebody else (`learnc cleanup` in another terminal) may remove it at the same time.
    private void killAllIfThere(Group group) {
        try {
            killAll(group);
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.ENOENT) && !refusal.is(Errno.ENODEV)) {
                throw refusal;
            }
        }
    }

    /// Version 2 kills a group with all below it in one step. In version 1 a process may start another while we look, so they
    /// are frozen first where that is possible; a frozen process dies only when it is thawed.
    private void killAll(Group group) {
        if (group.has("cgroup.kill")) {
            group.set("cgroup.kill", "1");
        } else if (group.has("freezer.state")) {
            group.set("freezer.state", "FROZEN");
            killEach(group);
            thaw(group);
        } else {
            killEach(group);
        }
    }

    private void killEach(Group group) {
        for (int pid : group.processes()) {
            kill(pid, group);
        }
        group.below().forEach(this::killEach);
    }

    private void thaw(Group group) {
        group.set("freezer.state", "THAWED");
        group.below().forEach(this::thaw);
    }

    private void kill(int pid, Group group) {
        if (pid == host.actor().pid()) {
            throw new Failure("asked to empty the control group " + group + "\n  but learnc itself is in it\n  try: start learnc from another shell");
        }
        if (pid != 0) {
            killIfStillIn(pid, group);
        }
    }

    /// The descriptor is opened before the group is read again: then the number cannot have passed on to a stranger in between.
    private void killIfStillIn(int pid, Group group) {
        try {
            int pidfd = host.pidfdOpen(pid, 0);
            try {
                if (group.processes().contains(pid)) {
                    host.pidfdSendSignal(pidfd, Signal.SIGKILL.number());
                }
            } finally {
                host.close(pidfd);
            }
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.ESRCH)) {
                throw refusal;
            }
        }
    }

    private static Failure stubborn(Group group) {
        List<Integer> pids = group.exists() ? group.processes() : List.of();
        return new Failure("asked to remove the control group " + group + "\n  but processes " + pids
                + " in it, or in groups below it, do not end although they were killed\n  likely because: they wait for a disk or a network file system (state D in `ps`)"
                + "\n  try: `learnc cleanup` when they are gone");
    }
}
