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
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.ProcessAge;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.NetworkRequest;
import learnc.runtime.spec.Places;
import learnc.runtime.spec.Rootfs;
import learnc.runtime.spec.Volume;

/// Gives a process its own namespaces and its own root directory.
public class Namespaces {

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

    @Why(call = "mount", about = "MS_PRIVATE", value = "Cuts this process's mounts off from the host's: what is mounted here from now on stays here.",
            without = "Where the host shares its mounts, as systemd does, all of the container's would appear there too, and pivot_root would "
                    + "answer EINVAL.")
    @Why(call = "umask", value = "Lets files get exactly the permissions that are asked for from here on.",
            without = "learnc's own umask, usually 022, would take rights away: /dev/null could be written by root only.")
    @Why(call = "sethostname", value = "Gives the container the name that it will see as its machine's; only its own UTS namespace changes.",
            without = "The container would go by the host's name, because a new UTS namespace begins as a copy.")
    @Why(call = "mount_setattr", value = "Makes the root read-only, as --read-only wants it; last, because mount points had to be made in it.",
            without = "The program could write into its root.")
    @Refused(errno = Errno.EINVAL, call = "sethostname", because = "a host name has at most 64 bytes", remedy = "choose a shorter --hostname")
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
    @Why(about = "ip_unprivileged_port_start", value = "Lets every user of the container listen on ports below 1024, as Docker does; the setting "
            + "belongs to its network namespace.",
            without = "A web server that runs as another user than root could not listen on port 80: EACCES.")
    @Why(about = "ping_group_range", value = "Lets every user of the container send a ping, as Docker does; the setting belongs to its network "
            + "namespace.",
            without = "ping(8) would need CAP_NET_RAW, which another user than root does not have.")
    @Why(call = "write", about = "0 2147483647", value = "Lets every user of the container send a ping, as Docker does; the setting belongs to its "
            + "network namespace.",
            without = "ping(8) would need CAP_NET_RAW, which another user than root does not have.")
    @Why(value = "Lets every user of the container listen on ports below 1024 and send a ping, as Docker does.",
            without = "A web server that runs as another user than root could not listen on port 80: EACCES.")
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
