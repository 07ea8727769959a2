package learnc.runtime.experiment;

import static learnc.runtime.kernel.MountFlags.MOUNT_ATTR_RDONLY;
import static learnc.runtime.kernel.MountFlags.MS_REC;
import static learnc.runtime.kernel.MountFlags.MS_SHARED;
import static learnc.runtime.kernel.MountFlags.MS_SLAVE;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.AT_RECURSIVE;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNS;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import learnc.runtime.cgroup.MountLine;
import learnc.runtime.kernel.ChildStatus;
import learnc.runtime.kernel.FileStatus;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.spec.Places;

/// Stands between the host and a container that is broken on purpose.
///
/// An init that gets a mount namespace gets two, one after the other. The first stands in for the host's: it hears of the host's
/// mounts and tells the host nothing, everything in it but what belongs to learnc's containers is read-only, and its mounts are
/// shared, as on a machine with systemd. So a container that forgets to make its mounts private spills them into the stand-in,
/// where [Sight] finds them, and a program that runs on the host's root directory can write nothing there.
///
/// Who leaves out several safeguards at once can still find a way: this is a rail, not a wall.
public final class Guard implements Inits, AutoCloseable {

    private static final int NONE = -1;

    private final Inits inits;
    private final Kernel host;
    private final Places places;
    private final Set<String> mountsBefore = new HashSet<>();
    private int standIn = NONE;
    private int namespaceOfContainer = NONE;
    private FileStatus hostsRoot;
    private Init guarded;
    private List<String> spilled = List.of();
    private boolean rootIsHosts;

    /// @param inits  where the inits come from
    /// @param host   opens the stand-in, so that it lives on when the init has left it
    /// @param places whose mounts stay writable
    public Guard(Inits inits, Kernel host, Places places) {
        this.inits = inits;
        this.host = host;
        this.places = places;
    }

    @Override
    public Init newInit(long namespaces) {
        Init init = inits.newInit(namespaces);
        if ((namespaces & CLONE_NEWNS) != 0) {
            try {
                standInFor(init);
            } catch (RuntimeException failure) {
                inits.end(host, init);
                throw failure;
            }
        }
        return init;
    }

    private void standInFor(Init init) {
        Kernel inside = init.inside();
        inside.mount(null, "/", null, MS_REC | MS_SLAVE, null);
        inside.mount(null, "/", null, MS_REC | MS_SHARED, null);
        inside.mountSetattr(AT_FDCWD, "/", AT_RECURSIVE, MOUNT_ATTR_RDONLY, 0, 0, 0);
        for (MountLine mount : mounts(inside)) {
            mountsBefore.add(mount.mountPoint());
            if (mount.mountPoint().startsWith(places.root() + "/") || mount.mountPoint().startsWith(places.run() + "/")) {
                inside.mountSetattr(AT_FDCWD, mount.mountPoint(), 0, 0, MOUNT_ATTR_RDONLY, 0, 0);
            }
        }
        hostsRoot = inside.statx(AT_FDCWD, "/", 0);
        String namespace = "/proc/" + init.pid() + "/ns/mnt";
        standIn = host.openat(AT_FDCWD, namespace, O_RDONLY | O_CLOEXEC, 0);
        inside.unshare(CLONE_NEWNS);
        namespaceOfContainer = host.openat(AT_FDCWD, namespace, O_RDONLY | O_CLOEXEC, 0);
        guarded = init;
    }

    private static List<MountLine> mounts(Kernel inside) {
        return MountLine.all(WholeFile.text(inside, "/proc/self/mountinfo"));
    }

    /// Where the container's mounts have appeared in the stand-in.
    List<String> spilled() {
        return spilled;
    }

    /// Whether somebody who enters the container's mount namespace, as nsenter(1) does, stands in the host's root directory.
    boolean rootOfNamespaceIsHosts() {
        return rootIsHosts;
    }

    /// While everything is still there: what is undone on the host vanishes from the stand-in, too.
    private void look(Init init) {
        if (init.equals(guarded)) {
            guarded = null;
            spilled = within(standIn, visitor -> mounts(visitor).stream().map(MountLine::mountPoint).filter(point -> !mountsBefore.contains(point)).toList());
            FileStatus root = within(namespaceOfContainer, visitor -> visitor.statx(AT_FDCWD, "/", 0));
            rootIsHosts = root.inode() == hostsRoot.inode() && root.device() == hostsRoot.device();
        }
    }

    /// Sends a process there: only a process with one thread may enter a mount namespace.
    private <T> T within(int namespace, Function<Kernel, T> look) {
        Init visitor = inits.newInit(0);
        try {
            int its = visitor.inside().openat(AT_FDCWD, "/proc/" + host.actor().pid() + "/fd/" + namespace, O_RDONLY | O_CLOEXEC, 0);
            visitor.inside().setns(its, CLONE_NEWNS);
            return look.apply(visitor.inside());
        } finally {
            inits.end(host, visitor);
        }
    }

    /// Lets the stand-in go, and all that was spilled into it.
    @Override
    public void close() {
        for (int namespace : new int[] {standIn, namespaceOfContainer}) {
            if (namespace != NONE) {
                host.close(namespace);
            }
        }
        standIn = NONE;
        namespaceOfContainer = NONE;
    }

    @Override
    public Init newChild(Init mother) {
        return inits.newChild(mother);
    }

    @Override
    public void release(Init init) {
        look(init);
        inits.release(init);
    }

    @Override
    public ChildStatus end(Kernel host, Init init) {
        look(init);
        return inits.end(host, init);
    }
}
