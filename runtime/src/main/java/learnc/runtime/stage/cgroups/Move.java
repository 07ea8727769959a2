package learnc.runtime.stage.cgroups;

import static learnc.runtime.kernel.SocketFlags.AF_UNIX;
import static learnc.runtime.kernel.SocketFlags.MSG_CMSG_CLOEXEC;
import static learnc.runtime.kernel.SocketFlags.SOCK_CLOEXEC;
import static learnc.runtime.kernel.SocketFlags.SOCK_DGRAM;

import java.util.List;
import learnc.runtime.cgroup.Group;
import learnc.runtime.cgroup.Hierarchy;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.KernelText;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;

/// Moves the init into its groups.
///
/// Before the kernel moves a process for somebody else, it makes sure that no process on the machine starts a thread or ends
/// meanwhile, and to begin with that takes it 5 to 20 ms. A thread that moves itself needs no such care. Version 1 has a file for
/// it, `tasks`, to which the thread writes "0", which means "me". The init does not see the host's files any more, so learnc opens
/// them and passes the descriptors on. Version 2 moves only whole processes in such a place, and there learnc does it.
record Move(Kernel host, Init init) {

    private static final byte[] ME = KernelText.bytes("0");

    /// Moves it.
    ///
    /// @param path of its group in each of the hierarchies
    @Why(value = "Moves the container's first process into the group; what it starts later is born there.",
            without = "Every limit would be written down and none would apply, because the process would stay in learnc's own group.")
    @Refused(errno = Errno.ENOSPC, call = "write", because = "the group has no processors or memory nodes (an empty cpuset)",
            remedy = "look at cpuset.cpus of the group, and of those above it")
    @Refused(errno = Errno.EBUSY, call = "write", because = "in version 2 a group that hands controllers down takes no processes",
            remedy = "choose a parent group without processes")
    void into(List<Hierarchy> hierarchies, String path) {
        for (Hierarchy hierarchy : hierarchies) {
            if (hierarchy.isUnified()) {
                group(hierarchy, path).add(init.pid());
            }
        }
        List<Group> groups = hierarchies.stream().filter(hierarchy -> !hierarchy.isUnified()).map(hierarchy -> group(hierarchy, path)).toList();
        if (!groups.isEmpty()) {
            enter(passed(groups));
        }
    }

    private Group group(Hierarchy hierarchy, String path) {
        return new Group(host, hierarchy.directory(path));
    }

    /// @return the init's descriptors of the groups' files
    @Why(call = "socketpair", value = "Makes a way by which learnc can pass open files to the container's first process.",
            without = "The process could not open the files of its groups: it does not see the host's /sys/fs/cgroup any more.")
    @Why(call = "pidfd_getfd", value = "Takes a copy of the other end of that way, out of the process that made it.",
            without = "learnc would have no end to send from.")
    @Why(call = "recvmsg", value = "Takes over the open files of its groups; from here on they have numbers in this process, too.",
            without = "It could not move itself, and to be moved by learnc takes the kernel 5 to 20 ms.")
    @Why(call = "close", value = "Closes the way: nothing more will be passed.", without = "The program would have a socket that it knows nothing of.")
    private int[] passed(List<Group> groups) {
        Kernel inside = init.inside();
        int[] ends = inside.socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        int end = host.pidfdGetfd(init.pidfd(), ends[0]);
        try {
            send(end, groups);
        } finally {
            host.close(end);
        }
        inside.close(ends[0]);
        int[] received = inside.recvmsg(ends[1], groups.size(), MSG_CMSG_CLOEXEC);
        inside.close(ends[1]);
        if (received.length < groups.size()) {
            throw new Failure("asked Linux to pass " + groups.size() + " descriptors to process " + init.pid() + "\n  but " + received.length
                    + " have arrived\n  likely because: it may not open so many files\n  try: ulimit -n 1024");
        }
        return received;
    }

    @Why(call = "openat", value = "Opens the file by which a thread moves itself into the group, for the container's first process.",
            without = "There would be nothing to pass on, and to be moved by learnc takes the kernel 5 to 20 ms.")
    @Why(call = "sendmsg", value = "Passes the open files of all groups to the container's first process, as a control message without any data.",
            without = "The process could not write to them: it does not see the host's files any more.")
    @Why(call = "close", value = "Closes learnc's own descriptor; the one that was passed on stays.", without = "learnc would keep the file open.")
    private void send(int end, List<Group> groups) {
        var tasks = new int[groups.size()];
        int opened = 0;
        try {
            for (Group group : groups) {
                tasks[opened] = group.open("tasks");
                opened++;
            }
            host.sendmsg(end, tasks);
        } finally {
            for (int i = 0; i < opened; i++) {
                host.close(tasks[i]);
            }
        }
    }

    @Why(call = "write", value = "Moves this process into the group: \"0\" means whoever writes it.",
            without = "Every limit would be written down and none would apply, because the process would stay in learnc's own group.")
    @Why(call = "close", value = "Closes the file of the group.", without = "The program could reach the host's group through it.")
    @Refused(errno = Errno.ENOSPC, call = "write", because = "the group has no processors or memory nodes (an empty cpuset)",
            remedy = "look at cpuset.cpus of the group, and of those above it")
    @Refused(errno = Errno.EINVAL, call = "write", because = "learnc was started as a real-time process, and a new group has no share of real time",
            remedy = "start it without chrt")
    private void enter(int[] tasks) {
        for (int file : tasks) {
            try {
                init.inside().write(file, ME, 0, ME.length);
            } catch (KernelRefusal refusal) {
                throw refusal.is(Errno.EINVAL) ? hasNoRealTime(refusal) : refusal;
            }
            init.inside().close(file);
        }
    }

    private static Failure hasNoRealTime(KernelRefusal refusal) {
        return new Failure("asked Linux to let the container's first process into its control group\n  it answered: EINVAL (Invalid argument)"
                + "\n  likely because: learnc was started as a real-time process (chrt), and a new group has no share of real time (cpu.rt_runtime_us is 0)"
                + "\n  try: start it without chrt; `chrt --pid $$` shows what the shell hands down", refusal);
    }
}
