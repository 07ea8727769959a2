package learnc.runtime.trace.state;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.OpenFlags;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.trace.Change;
import learnc.runtime.trace.Observer;
import learnc.runtime.trace.State;

/// Looks at the kernel's own tables after each call that can change them, and tells what is different.
public final class KernelObserver implements Observer {

    private static final int F_DUPFD = 0;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final long TIOCGPTPEER = 0x5441;
    private static final long FSCONFIG_CMD_RECONFIGURE = 7;
    private static final long WNOWAIT = 0x01000000;
    private static final int PID_IN_SIGINFO_AT = 16;

    private final int learnc;
    private final Proc proc;
    private final Known known = new Known();
    private final Elsewhere elsewhere;
    private final Processes processes;
    private final Namespaces namespaces;
    private final Mounts mounts;
    private final OpenFiles files;
    private final Cgroups cgroups;
    private final Networks networks;

    /// An observer of the process that it is part of, and of those that this one makes.
    public KernelObserver() {
        this(new Linux(UnaryOperator.identity()).host());
    }

    /// @param kernel without a trace around it
    KernelObserver(Kernel kernel) {
        learnc = kernel.actor().pid();
        proc = new Proc(kernel);
        elsewhere = new Elsewhere(kernel, learnc);
        processes = new Processes(proc, known);
        namespaces = new Namespaces(proc, known, processes, elsewhere);
        mounts = new Mounts(proc, known);
        files = new OpenFiles(proc, known, learnc);
        cgroups = new Cgroups(proc, known, processes);
        networks = new Networks(proc, known, namespaces, elsewhere);
    }

    @Override
    public State first() {
        processes.born(learnc, namespaces.fields(learnc));
        namespaces.members();
        files.meet(learnc);
        mounts();
        cgroups.first(proc.text("/proc/" + learnc + "/mountinfo"), proc.text("/proc/" + learnc + "/cgroup"));
        cgroups.members();
        networks.meet();
        known.news();
        return now();
    }

    @Override
    public List<Change> after(Actor actor, Call call, long result) {
        int pid = actor.pid();
        if (processes.isKnown(pid)) {
            files.meet(pid);
            look(pid, call, result);
        }
        return known.news();
    }

    private void look(int pid, Call call, long result) {
        switch (Look.after(call.systemCall())) {
            case NOWHERE -> { }
            case NEW_DESCRIPTOR -> files.one(pid, (int) result);
            case TWO_DESCRIPTORS -> two(pid, call);
            case DESCRIPTORS -> closed(pid, call);
            case DESCRIPTOR_FLAGS -> flags(pid, call, result);
            case DEVICE -> device(pid, call, result);
            case WRITTEN_FILE -> written(pid, files.target(pid, descriptor(call, 0)));
            case NAME_IN_FOLDER -> name(pid, call);
            case MOUNTS -> mounts();
            case FILE_SYSTEM -> fileSystem(call);
            case PLACE -> processes.place(pid);
            case BIRTH -> born((int) result);
            case PROGRAM -> becameProgram(pid);
            case REAPED -> reaped(call);
            case NAMESPACES -> namespaces(pid);
            case MACHINE_NAME -> namespaces.machineNames();
            case RIGHTS -> processes.rights(pid);
            case LIMITS -> limits(pid, call);
            case MESSAGE -> message(call);
        }
    }

    private void two(int pid, Call call) {
        for (Argument argument : call.arguments()) {
            if (argument instanceof Argument.Room room) {
                files.one(pid, Decoders.intAt(room.bytes(), 0));
                files.one(pid, Decoders.intAt(room.bytes(), Integer.BYTES));
            }
        }
    }

    private void closed(int pid, Call call) {
        if (call.systemCall() == SystemCall.CLOSE) {
            files.closed(pid, descriptor(call, 0));
        } else {
            files.all(pid);
        }
    }

    private void flags(int pid, Call call, long result) {
        long command = word(call, 1);
        boolean isCopy = command == F_DUPFD || command == F_DUPFD_CLOEXEC;
        files.one(pid, isCopy ? (int) result : descriptor(call, 0));
    }

    private void device(int pid, Call call, long result) {
        if (word(call, 1) == TIOCGPTPEER) {
            files.one(pid, (int) result);
        }
    }

    private void written(int pid, String target) {
        if (target == null) {
            return;
        }
        // The file of a group may have been passed on to a process with other mounts, which moves itself with it.
        if (isGroup(pid, target) || cgroups.isMove(target)) {
            cgroups.written(target);
        } else if (target.endsWith("_map") || target.endsWith("/setgroups")) {
            namespaces.userMaps();
        } else if (target.endsWith("/oom_score_adj")) {
            processes.ours().forEach(processes::score);
        } else if (target.startsWith("/proc/") && target.endsWith("name")) {
            namespaces.machineNames();
        }
    }

    /// `mkdirat(dirfd, pathname)` and `unlinkat(dirfd, pathname)` begin alike.
    private void name(int pid, Call call) {
        String path = path(pid, call);
        if (isGroup(pid, path)) {
            group(call, path);
        } else if (call.systemCall() != SystemCall.MKDIRAT) {
            files.targets(pid);
        }
    }

    /// Paths are learnc's: what a process with other mounts calls so may be something else.
    private boolean isGroup(int pid, String path) {
        return cgroups.isInside(path) && namespaces.of(pid, "mnt").equals(namespaces.of(learnc, "mnt"));
    }

    private void group(Call call, String path) {
        if (call.systemCall() == SystemCall.MKDIRAT) {
            cgroups.made(path);
        } else if ((word(call, 2) & OpenFlags.AT_REMOVEDIR) != 0) {
            cgroups.removed(path);
        }
    }

    private String path(int pid, Call call) {
        String path = call.arguments().get(1) instanceof Argument.Text text ? text.value() : null;
        if (path == null || path.startsWith("/")) {
            return path;
        }
        String folder = files.target(pid, descriptor(call, 0));
        return folder == null ? null : folder + "/" + path;
    }

    private void fileSystem(Call call) {
        if (word(call, 1) == FSCONFIG_CMD_RECONFIGURE) {
            mounts();
        }
    }

    /// Mounts of one namespace may spread to another, and paths may be called differently from now on.
    private void mounts() {
        namespaces.inhabited("mnt").forEach(mounts::look);
        processes.ours().forEach(pid -> {
            processes.place(pid);
            files.targets(pid);
        });
    }

    private void born(int pid) {
        processes.born(pid, namespaces.fields(pid));
        lookAround(pid);
    }

    private void namespaces(int pid) {
        processes.rights(pid);
        processes.place(pid);
        namespaces.look(pid);
        lookAround(pid);
    }

    private void lookAround(int pid) {
        forget(namespaces.members());
        namespaces.inhabited("mnt").forEach(mounts::look);
        cgroups.members();
        String network = namespaces.of(pid, "net");
        if (network != null && known.names(View.LINKS, network + "/").isEmpty()) {
            networks.meet();
        }
    }

    private void forget(List<String> left) {
        for (String namespace : left) {
            String inode = namespace.substring(namespace.indexOf(':') + 1);
            if (namespace.startsWith("mnt:")) {
                mounts.forget(inode);
            } else if (namespace.startsWith("net:")) {
                networks.forget(inode);
            }
        }
    }

    private void becameProgram(int pid) {
        new Arrival(proc).await(pid);
        processes.becameProgram(pid);
        files.becameProgram(pid);
    }

    private void reaped(Call call) {
        boolean isLeft = call.systemCall() == SystemCall.WAITID && (word(call, 3) & WNOWAIT) != 0;
        int pid = call.arguments().get(2) instanceof Argument.Room info ? Decoders.intAt(info.bytes(), PID_IN_SIGINFO_AT) : 0;
        if (isLeft || !processes.isKnown(pid)) {
            return;
        }
        processes.gone(pid);
        files.forget(pid);
        cgroups.members();
        forget(namespaces.members());
    }

    private void limits(int pid, Call call) {
        int other = (int) word(call, 0);
        processes.limits(other == 0 ? pid : other);
    }

    private void message(Call call) {
        if (call.arguments().get(1) instanceof Argument.Bytes message) {
            networks.after(Arrays.copyOfRange(message.value(), message.from(), message.from() + message.length()));
        }
    }

    private static int descriptor(Call call, int at) {
        return call.arguments().get(at) instanceof Argument.Descriptor descriptor ? descriptor.value() : -1;
    }

    private static long word(Call call, int at) {
        return call.arguments().get(at) instanceof Argument.Word word ? word.value() : 0;
    }

    @Override
    public State now() {
        return known.state().copy();
    }

    @Override
    public void close() {
        elsewhere.close();
    }
}
