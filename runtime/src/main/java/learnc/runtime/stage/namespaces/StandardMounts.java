package learnc.runtime.stage.namespaces;

import static learnc.runtime.kernel.MountFlags.MOUNT_ATTR_RDONLY;
import static learnc.runtime.kernel.MountFlags.MS_NODEV;
import static learnc.runtime.kernel.MountFlags.MS_NOEXEC;
import static learnc.runtime.kernel.MountFlags.MS_NOSUID;
import static learnc.runtime.kernel.MountFlags.MS_RDONLY;
import static learnc.runtime.kernel.MountFlags.MS_STRICTATIME;
import static learnc.runtime.kernel.MountFlags.MOVE_MOUNT_F_EMPTY_PATH;
import static learnc.runtime.kernel.MountFlags.MOVE_MOUNT_T_EMPTY_PATH;
import static learnc.runtime.kernel.MountFlags.OPEN_TREE_CLOEXEC;
import static learnc.runtime.kernel.MountFlags.OPEN_TREE_CLONE;
import static learnc.runtime.kernel.OpenFlags.AT_EMPTY_PATH;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.AT_RECURSIVE;

import java.util.List;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.NetworkRequest;
import learnc.runtime.spec.UserMapping;
import learnc.runtime.spec.Volume;

/// The file systems that every Linux program expects, with Docker's options: /proc, /dev and what is in it, /sys.
final class StandardMounts {

    private static final long CLOSED = MS_NOSUID | MS_NOEXEC | MS_NODEV;
    private static final int TERMINAL_GROUP = 5;

    private final Kernel inside;
    private final RootTree root;

    StandardMounts(Kernel inside, RootTree root) {
        this.inside = inside;
        this.root = root;
    }

    /// Mounts all of them, except where one of the volumes is wanted in their place.
    void mount(ContainerRequest request, List<Volume> volumes) {
        mount("proc", "/proc", "proc", CLOSED, null);
        if (isFree("/dev", volumes)) {
            mount("tmpfs", "/dev", "tmpfs", MS_NOSUID | MS_STRICTATIME, "mode=755,size=65536k");
            new Devices(inside, root).make(request.userMapping() == null);
            mount("devpts", "/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC, terminalOptions(request.userMapping()));
            mountUnlessTaken(volumes, "shm", "/dev/shm", "tmpfs", "mode=1777,size=67108864");
            mountUnlessTaken(volumes, "mqueue", "/dev/mqueue", "mqueue", null);
        }
        if (isFree("/sys", volumes)) {
            mountSys(request);
        }
    }

    private void mountUnlessTaken(List<Volume> volumes, String source, String target, String type, String data) {
        if (isFree(target, volumes)) {
            mount(source, target, type, CLOSED, data);
        }
    }

    private static boolean isFree(String target, List<Volume> volumes) {
        for (Volume volume : volumes) {
            if (volume.target().equals(target)) {
                return false;
            }
        }
        return true;
    }

    @Why(call = "mount", about = "\"proc\"", value = "Mounts a /proc that shows the processes of the PID namespace of this process, and no others.",
            without = "ps(1), and every program that reads /proc/self, would find an empty directory.")
    @Why(call = "mount", about = "\"devpts\"", value = "Mounts terminals of the container's own: their numbers begin at 0 and are not the host's.",
            without = "Opening /dev/ptmx would fail, or with the host's devpts reach the terminals of the host's users.")
    @Why(call = "mount", about = "\"shm\"", value = "Mounts the memory in which programs share data by name (shm_open(3)), at most 64 MB as with "
            + "Docker.",
            without = "shm_open(3) would fail; databases and browsers would not start.")
    @Why(call = "mount", about = "\"mqueue\"", value = "Shows the message queues of the container's own IPC namespace as files (mq_overview(7)).",
            without = "The queues would work all the same, but could not be listed.")
    @Why(call = "mount", about = "\"sysfs\"", value = "Mounts /sys read-only: it shows the machine's devices, but of network devices only those of "
            + "its network namespace.",
            without = "Programs that look for devices, processors or their cgroup would not find them.")
    @Why(call = "mount", about = "\"tmpfs\"", value = "Mounts a fresh, empty /dev in memory, so that nothing of the image or of the host is in it.",
            without = "The image could bring device files of its own, or the program would find no /dev/null.")
    @Refused(errno = Errno.EPERM, call = "mount", about = "\"proc\"", because = "a user namespace may mount a proc only while another one is in "
            + "full view, and something hides parts of this machine's /proc",
            remedy = "run without --userns, or outside of another container")
    @Refused(errno = Errno.EPERM, call = "mount", about = "\"sysfs\"", because = "only who has rights over the network namespace may mount a sysfs "
            + "for it",
            remedy = "give the container a network of its own: leave out --network host")
    private void mount(String source, String target, String type, long flags, String data) {
        int folder = root.ownFolder(target);
        inside.mount(source, RootTree.pathOf(folder), type, flags, data);
        inside.close(folder);
    }

    /// A small user mapping has no group 5.
    private static String terminalOptions(UserMapping mapping) {
        String options = "newinstance,ptmxmode=0666,mode=0620";
        return mapping == null || mapping.count() > TERMINAL_GROUP ? options + ",gid=" + TERMINAL_GROUP : options;
    }

    /// A sysfs shows the devices of one network namespace, and only who has rights over that namespace may mount one.
    private void mountSys(ContainerRequest request) {
        if (request.userMapping() != null && request.network().mode() == NetworkRequest.Mode.HOST) {
            bindSys();
        } else {
            mount("sysfs", "/sys", "sysfs", CLOSED | MS_RDONLY, null);
        }
    }

    @Why(call = "open_tree", value = "Takes a copy of the host's /sys with all that is mounted in it: with the host's network, no sysfs of its own "
            + "may be mounted.",
            without = "Without rights over the host's network namespace, mounting a sysfs is refused with EPERM.")
    @Why(call = "mount_setattr", value = "Makes the copy read-only while it is attached nowhere.",
            without = "For a moment the container could write to the host's /sys.")
    @Why(call = "move_mount", value = "Attaches the copy as the container's /sys.", without = "The container would have an empty /sys.")
    private void bindSys() {
        int tree = inside.openTree(AT_FDCWD, "/sys", OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE);
        inside.mountSetattr(tree, "", AT_EMPTY_PATH | AT_RECURSIVE, MOUNT_ATTR_RDONLY, 0, 0, 0);
        int folder = root.ownFolder("/sys");
        inside.moveMount(tree, "", folder, "", MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH);
        inside.close(folder);
        inside.close(tree);
    }
}
