package learnc.lessons.cell;

import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWCGROUP;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWIPC;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNET;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNS;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWPID;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWUTS;
import static learnc.runtime.kernel.ProcessFlags.SIG_SETMASK;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import learnc.runtime.kernel.Capability;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.kernel.netlink.Links;
import learnc.runtime.kernel.netlink.NetlinkRefusal;
import learnc.runtime.kernel.netlink.NetlinkSocket;
import learnc.runtime.spec.Failure;

/// A place in which a program may do as root whatever it likes: it has namespaces (mount, PID, network, UTS, IPC, cgroup) and
/// control groups of its own, the machine's files are read-only, and of root's powers those are missing that reach past
/// namespaces: kernel modules, clock, restart, raw devices, the kernel's log. What it makes is gone when it ends.
///
/// learnc builds it with its own means: a puppet is born in the namespaces, builds its walls, and becomes the program.
public final class Sandbox implements AutoCloseable {

    private static final long NAMESPACES = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWUTS | CLONE_NEWIPC;
    private static final List<Capability> TOO_FAR = List.of(Capability.CAP_SYS_MODULE, Capability.CAP_SYS_BOOT, Capability.CAP_SYS_RAWIO,
            Capability.CAP_SYS_TIME, Capability.CAP_SYSLOG);
    private static final int GROUP_AND_OTHERS_DO_NOT_WRITE = 0022;

    private final Kernel host = new Linux(UnaryOperator.identity()).host();
    private final Path folder;
    private final SandboxGroups groups;
    private boolean isClosed;

    /// A sandbox in which nothing runs yet.
    ///
    /// @param home a directory in which it gets a folder; not below /tmp, which it sees differently
    public Sandbox(Path home) {
        this(home, "lesson-");
    }

    /// @param family what its name begins with
    public Sandbox(Path home, String family) {
        this(home, family + UUID.randomUUID(), true);
    }

    private Sandbox(Path home, String id, boolean isNew) {
        folder = isNew ? made(home, id) : home.resolve(id);
        groups = new SandboxGroups(host, id);
    }

    private static Path made(Path home, String id) {
        try {
            Files.createDirectories(home);
            return Files.createDirectory(home.resolve(id), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException refused) {
            throw new Failure("cannot make a folder for a sandbox: " + refused.getMessage() + "\n  try: as root", refused);
        }
    }

    /// A folder of the host that the program sees too.
    public Path folder() {
        return folder;
    }

    /// Where the program sees a file of [#folder()].
    public String inside(String name) {
        return folder + "/shared/" + name;
    }

    /// Lets a process be born in the sandbox, number 1 of its PID namespace, which waits for its program ([#execute]). Whoever ends
    /// it does so before closing the sandbox.
    public Init open(Linux linux, Allowance allowance) {
        Init init = linux.newInit(NAMESPACES);
        try {
            groups.join(init.pid(), allowance);
            // In a namespace of groups they would no longer look like tops.
            var hierarchies = groups.hierarchies();
            init.inside().unshare(CLONE_NEWCGROUP);
            groups.enterCell(init.pid(), allowance);
            init.inside().umask(0);
            new SandboxWalls(init.inside(), folder).build(allowance, hierarchies);
            switchLoopbackOn(init.inside());
            return init;
        } catch (RuntimeException refused) {
            linux.end(host, init);
            throw refused;
        }
    }

    private static void switchLoopbackOn(Kernel inside) {
        try (NetlinkSocket socket = NetlinkSocket.route(inside)) {
            socket.tell(Links.up(Links.LOOPBACK));
        } catch (KernelRefusal | NetlinkRefusal noNetwork) {
            // Everything else works without.
        }
    }

    /// Executes the program in a process that was born here.
    public void execute(Init init, List<String> command, Map<String, String> environment) {
        Kernel inside = init.inside();
        for (Capability capability : TOO_FAR) {
            inside.prctlCapbsetDrop(capability.ordinal());
        }
        inside.umask(GROUP_AND_OTHERS_DO_NOT_WRITE);
        var variables = new LinkedHashMap<>(environment);
        variables.put("LEARNC_ROOT", folder + "/root");
        variables.put("LEARNC_RUN", folder + "/run");
        inside.rtSigprocmask(SIG_SETMASK, 0);
        // A name without a slash is searched for along PATH, which env(1) does for us.
        boolean isPath = command.getFirst().contains("/");
        var words = new ArrayList<>(command);
        if (!isPath) {
            words.addFirst("env");
        }
        inside.execve(isPath ? command.getFirst() : "/usr/bin/env", words, variables.entrySet().stream().map(variable -> variable.getKey() + "=" + variable.getValue()).toList());
    }

    /// Ends a program, and with it everything that it has started. One that has ended needs no more.
    public static void kill(Kernel host, Init init) {
        try {
            host.pidfdSendSignal(init.pidfd(), Signal.SIGKILL.number());
        } catch (KernelRefusal refusal) {
            if (!refusal.is(Errno.ESRCH)) {
                throw refusal;
            }
        }
    }

    /// Removes what is left of a sandbox whose learnc was killed. Its processes have died with that learnc.
    ///
    /// @param folder that it had
    public static void removeLeftOver(Path folder) {
        new Sandbox(folder.getParent(), folder.getFileName().toString(), false).close();
    }

    /// Removes what is left of the sandbox: its control groups, with whatever is still in them, and its folder.
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        groups.remove();
        removeFolder();
    }

    private void removeFolder() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
