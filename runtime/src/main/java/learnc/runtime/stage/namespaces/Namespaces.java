package learnc.runtime.stage.namespaces;

import static learnc.runtime.kernel.MountFlags.MOUNT_ATTR_RDONLY;
import static learnc.runtime.kernel.MountFlags.MS_PRIVATE;
import static learnc.runtime.kernel.MountFlags.MS_REC;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWIPC;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNET;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNS;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWPID;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWUSER;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWUTS;

import java.util.List;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.ProcessAge;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.NetworkRequest;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Rootfs;
import learnc.runtime.spec.Volume;

/// Gives a process its own namespaces and its own root directory.
public final class Namespaces {

    private final Kernel host;
    private final Inits inits;
    private final Ledger ledger;
    private final Places places;

    /// @param host   makes system calls in learnc's own process
    /// @param inits  where the process comes from
    /// @param ledger is told of everything that outlives this call on the host
    /// @param places where the container's own files lie
    public Namespaces(Kernel host, Inits inits, Ledger ledger, Places places) {
        this.host = host;
        this.inits = inits;
        this.ledger = ledger;
        this.places = places;
    }

    /// A process that sees nothing but the container: it stands in the image's root directory and has executed nothing yet.
    ///
    /// @return the init; when this method throws, it has already been ended
    /// @throws learnc.runtime.kernel.KernelRefusal when Linux refuses any of it
    /// @throws learnc.runtime.spec.Failure         when a volume cannot be where it is wanted
    public Init init(Rootfs rootfs, ContainerRequest request) {
        List<Volume> volumes = new VolumeSources(host, ledger, places).prepared(request);
        Init init = inits.newInit(namespaces(request));
        try {
            // Only now is its number known; until now it dies with learnc by PR_SET_PDEATHSIG.
            ledger.willMake(new Made.Process(init.pid(), ProcessAge.startTicks(host, init.pid())));
            build(init, rootfs, request, volumes);
            return init;
        } catch (RuntimeException failure) {
            inits.end(host, init);
            throw failure;
        }
    }

    private void build(Init init, Rootfs rootfs, ContainerRequest request, List<Volume> volumes) {
        Kernel inside = init.inside();
        // Before anything else: who has no mapped number may own nothing.
        if (request.userMapping() != null) {
            new UserNamespace(host).becomeRoot(init, request.userMapping());
        }
        // Before the first mount, or the host would see them all.
        inside.mount(null, "/", null, MS_REC | MS_PRIVATE, null);
        inside.umask(0);
        RootTree root = RootTree.of(inside, rootfs.path());
        new StandardMounts(inside, root).mount(request, volumes);
        // After the standard mounts, because a volume may lie in one of them, and parents before children.
        new Volumes(inside, root).attach(volumes);
        // After /proc is mounted: in a user namespace Linux mounts one only while another is in full view.
        root.becomeRoot();
        // While /proc/sys can still be written.
        if (request.userMapping() == null && hasOwnNetwork(request)) {
            allowPingAndLowPorts(inside);
        }
        new HiddenPaths(inside).hide();
        inside.sethostname(request.hostnameInside());
        // Last, because everything above has made mount points.
        if (request.isReadOnly()) {
            inside.mountSetattr(AT_FDCWD, "/", 0, MOUNT_ATTR_RDONLY, 0, 0, 0);
        }
    }

    /// What Docker allows every user in a network of the container's own: to listen on port 80, and to send a ping.
    private static void allowPingAndLowPorts(Kernel inside) {
        WholeFile.set(inside, "/proc/sys/net/ipv4/ip_unprivileged_port_start", "0");
        WholeFile.set(inside, "/proc/sys/net/ipv4/ping_group_range", "0 2147483647");
    }

    private static boolean hasOwnNetwork(ContainerRequest request) {
        return request.network().mode() != NetworkRequest.Mode.HOST;
    }

    private static long namespaces(ContainerRequest request) {
        long flags = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWIPC;
        if (hasOwnNetwork(request)) {
            flags |= CLONE_NEWNET;
        }
        return request.userMapping() == null ? flags : flags | CLONE_NEWUSER;
    }
}
