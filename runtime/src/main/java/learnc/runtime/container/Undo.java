package learnc.runtime.container;

import static learnc.runtime.kernel.MountFlags.MNT_DETACH;
import static learnc.runtime.kernel.MountFlags.UMOUNT_NOFOLLOW;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.ProcessAge;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.Places;

/// Takes back what a ledger tells, backwards, so that nothing is removed while a later thing still stands on it.
///
/// A thing that is not there (any more) is fine: a ledger is written ahead, and may be undone twice. A thing that cannot be
/// removed does not stop the others. Nothing outside learnc's own places, and no cgroup or link that is not named for learnc,
/// is ever touched, whatever the ledger says.
public final class Undo {

    private static final int POLLIN = 1;
    private static final long PATIENCE_MILLISECONDS = 5000;

    private final Kernel host;
    private final Places places;
    private final Removals removals;

    /// @param removals what only stages know how to remove
    public Undo(Kernel host, Places places, Removals removals) {
        this.host = host;
        this.places = places;
        this.removals = removals;
    }

    /// Takes things back, the last one first.
    ///
    /// @param things oldest first, as [LedgerFile#read] returns them
    /// @return what could not be taken back, each with the reason; empty when all is gone
    public List<String> undo(List<Made> things) {
        var left = new ArrayList<String>();
        for (Made thing : things.reversed()) {
            try {
                remove(thing);
            } catch (RuntimeException problem) {
                left.add(Entry.text(thing) + ": " + problem.getMessage());
            }
        }
        return left;
    }

    /// No `switch` here either, as in [Entry#text].
    @Why(call = "unlinkat", value = "Removes a file that was made for the container.", without = "It would stay on the host for ever.")
    @Why(value = "Removes a directory of the container with all that is in it.", without = "The disk would fill up with containers that are gone.")
    @Refused(errno = Errno.ENOENT, call = "unlinkat", because = "it is gone already", remedy = "")
    private void remove(Made thing) {
        if (thing instanceof Made.Process(int pid, long startTicks)) {
            kill(pid, startTicks);
        } else if (thing instanceof Made.Mount(String path)) {
            unmount(mine(path));
        } else if (thing instanceof Made.Directory(String path)) {
            unlessGone(() -> Folder.removeTree(host, mine(path)));
        } else if (thing instanceof Made.File(String path)) {
            unlessGone(() -> host.unlinkat(AT_FDCWD, mine(path), 0));
        } else if (thing instanceof Made.Cgroup(String path)) {
            removals.cgroup(named(path));
        } else if (thing instanceof Made.Link(String name)) {
            removals.link(named(name));
        } else if (thing instanceof Made.NatRules(String containerId)) {
            removals.natRules(containerId);
        } else {
            throw new IllegalArgumentException("nobody here can take it back");
        }
    }

    @Why(call = "pidfd_open", value = "Looks whether the container's process is really gone.",
            without = "A process that was left behind would go on running, and keep its namespaces alive.")
    @Why(call = "pidfd_send_signal", value = "Kills the container's first process, and with it all others of its PID namespace.",
            without = "The program would go on running without anybody who looks after it.")
    @Why(value = "Makes sure that the container's process is gone.",
            without = "A process that was left behind would go on running, and keep its namespaces alive.")
    @Refused(errno = Errno.ESRCH, call = "pidfd_open", because = "the process has ended, as it should have", remedy = "")
    private void kill(int pid, long startTicks) {
        unlessGone(() -> {
            int process = host.pidfdOpen(pid, 0);
            try {
                // The descriptor comes first: from now on the number can mean no other process.
                if (ProcessAge.startTicks(host, pid) == startTicks) {
                    host.pidfdSendSignal(process, Signal.SIGKILL.number());
                    awaitEnd(process, pid);
                }
            } finally {
                host.close(process);
            }
        });
    }

    @Why(call = "ppoll", value = "Waits until the killed process has ended.", without = "Its group could not be removed yet: EBUSY.")
    private void awaitEnd(int process, int pid) {
        if (host.ppoll(new int[] {process}, POLLIN, PATIENCE_MILLISECONDS)[0] == 0) {
            throw new Failure("process " + pid + " is still there " + PATIENCE_MILLISECONDS / 1000 + " s after SIGKILL"
                    + "\n  likely because: it waits for a disk or a network file system (state D in ps)\n  try: learnc cleanup, later");
        }
    }

    /// Mounts can lie on top of each other, so this goes on until the path is no mount point.
    @Why(call = "umount2", value = "Detaches what was mounted for the container, again and again until nothing is mounted there.",
            without = "It would stay mounted, and the directory could not be removed: EBUSY.")
    @Refused(errno = Errno.EINVAL, call = "umount2", because = "nothing is mounted there any more, which ends the loop", remedy = "")
    @Refused(errno = Errno.ENOENT, call = "umount2", because = "the directory is gone already, so nothing can be mounted there", remedy = "")
    private void unmount(String path) {
        try {
            while (true) {
                host.umount2(path, MNT_DETACH | UMOUNT_NOFOLLOW);
            }
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.EINVAL) && !isGone(refusal)) {
                throw refusal;
            }
        }
    }

    private static void unlessGone(Runnable removal) {
        try {
            removal.run();
        } catch (KernelRefusal refusal) {
            if (!isGone(refusal)) {
                throw refusal;
            }
        }
    }

    private static boolean isGone(KernelRefusal refusal) {
        return refusal.is(Errno.ENOENT) || refusal.is(Errno.ENOTDIR) || refusal.is(Errno.ESRCH);
    }

    private String mine(String path) {
        boolean isBelow = path.startsWith(places.root() + "/") || path.startsWith(places.run() + "/");
        if (!isBelow || (path + "/").contains("/../")) {
            throw new Failure("not below " + places.root() + " or " + places.run() + ", so it is left alone");
        }
        return path;
    }

    private static String named(String name) {
        if (!name.startsWith("learnc") && !name.contains("/learnc")) {
            throw new Failure("not named for learnc, so it is left alone");
        }
        return name;
    }
}
