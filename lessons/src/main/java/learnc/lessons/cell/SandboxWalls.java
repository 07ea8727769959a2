package learnc.lessons.cell;

import static learnc.runtime.kernel.MountFlags.MOUNT_ATTR_RDONLY;
import static learnc.runtime.kernel.MountFlags.MS_BIND;
import static learnc.runtime.kernel.MountFlags.MS_MOVE;
import static learnc.runtime.kernel.MountFlags.MS_NODEV;
import static learnc.runtime.kernel.MountFlags.MS_NOSUID;
import static learnc.runtime.kernel.MountFlags.MS_PRIVATE;
import static learnc.runtime.kernel.MountFlags.MS_RDONLY;
import static learnc.runtime.kernel.MountFlags.MS_REC;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.AT_RECURSIVE;
import static learnc.runtime.kernel.OpenFlags.AT_SYMLINK_NOFOLLOW;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import learnc.runtime.cgroup.MountLine;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.spec.Failure;

/// The mounts of a sandbox, made by the process that will live in it: the machine's files read-only, and what must not be the
/// machine's, its own. The order of the calls is what matters here.
final class SandboxWalls {

    private static final int S_IFREG = 0100000;
    private static final int FOLDER_MODE = 0755;
    private static final int PROGRAM_MODE = 0755;
    private static final int FILE_MODE = 0644;
    private static final String GROUPS = "/sys/fs/cgroup";
    private static final List<String> DEVICES = List.of("null", "zero", "full", "random", "urandom", "tty");
    private static final Map<String, String> LINKS = Map.of("ptmx", "pts/ptmx", "fd", "/proc/self/fd", "stdin", "/proc/self/fd/0",
            "stdout", "/proc/self/fd/1", "stderr", "/proc/self/fd/2");

    private final Kernel inside;
    private final String folder;

    /// @param inside makes calls in a process that has just got a mount namespace of its own
    /// @param folder that it shares with learnc
    SandboxWalls(Kernel inside, Path folder) {
        this.inside = inside;
        this.folder = folder.toString();
    }

    /// Builds them.
    ///
    /// @param hierarchies of control groups, to be seen from the process's own groups on
    void build(Allowance allowance, List<MountLine> hierarchies) {
        inside.mount(null, "/", null, MS_REC | MS_PRIVATE, null);
        // A way to the folder that leads past what will lie over it.
        inside.chdir(folder);
        // Every mount of the machine; what is mounted from here on is its own.
        inside.mountSetattr(AT_FDCWD, "/", AT_RECURSIVE, MOUNT_ATTR_RDONLY, 0, 0, 0);
        shared(allowance);
        temporary();
        hide(allowance.hidden());
        processes();
        devices(allowance.room());
        system(hierarchies);
        inside.chdir(folder);
    }

    private void shared(Allowance allowance) {
        boolean isWritable = allowance.writesShared();
        inside.mount("sandbox", folder, "tmpfs", 0, "mode=755" + allowance.room());
        for (String name : List.of("upper", "work", "shared", "proc", "sys", "dev")) {
            make(folder + "/" + name);
        }
        inside.mount(".", folder + "/shared", null, MS_BIND, null);
        inside.mountSetattr(AT_FDCWD, folder + "/shared", 0, isWritable ? 0 : MOUNT_ATTR_RDONLY, isWritable ? MOUNT_ATTR_RDONLY : 0, 0, 0);
        programs();
        ready(folder + "/shared/root", folder + "/root");
    }

    /// Nothing below the machine's /run may be executed on many machines; here it may.
    private void programs() {
        String from = folder + "/shared/bin";
        if (Folder.exists(inside, from)) {
            make(folder + "/bin");
            for (Folder.Entry program : Folder.list(inside, from)) {
                WholeFile.write(inside, folder + "/bin/" + program.name(), WholeFile.bytes(inside, from + "/" + program.name()), PROGRAM_MODE);
            }
        }
    }

    /// What lies ready for learnc's own folder: there it may be changed. Symlinks stay what they are.
    private void ready(String from, String to) {
        if (!Folder.exists(inside, from)) {
            return;
        }
        make(to);
        for (Folder.Entry entry : Folder.list(inside, from)) {
            String source = from + "/" + entry.name();
            String place = to + "/" + entry.name();
            if (entry.isDirectory()) {
                ready(source, place);
            } else if (inside.statx(AT_FDCWD, source, AT_SYMLINK_NOFOLLOW).isSymbolicLink()) {
                inside.symlinkat(inside.readlinkat(AT_FDCWD, source), AT_FDCWD, place);
            } else {
                WholeFile.write(inside, place, WholeFile.bytes(inside, source), FILE_MODE);
            }
        }
    }

    /// /tmp as a layer that nobody else sees; on some file systems there can be none, then it is read-only.
    private void temporary() {
        try {
            inside.mount("tmp", "/tmp", "overlay", 0, "lowerdir=/tmp,upperdir=" + folder + "/upper,workdir=" + folder + "/work");
        } catch (KernelRefusal noLayer) {
            return;
        }
        if (!Folder.exists(inside, folder + "/shared")) {
            throw new Failure("a sandbox must not lie below /tmp: " + folder);
        }
    }

    private void hide(List<Path> hidden) {
        for (Path path : hidden) {
            if (Folder.exists(inside, path.toString())) {
                inside.mount("hidden", path.toString(), "tmpfs", MS_RDONLY, "mode=755");
            }
        }
    }

    /// In a user namespace Linux mounts proc and sysfs only where others are in full view: nothing lies over those in the folder.
    private void processes() {
        inside.mount("proc", "/proc", "proc", 0, null);
        inside.mount("proc", folder + "/proc", "proc", 0, null);
        inside.mount("sysfs", folder + "/sys", "sysfs", 0, null);
        // What steers the whole machine, but not what belongs to its own network.
        for (String steering : List.of("/proc/sys", "/proc/sysrq-trigger")) {
            if (Folder.exists(inside, steering)) {
                inside.mount(steering, steering, null, MS_BIND, null);
                inside.mountSetattr(AT_FDCWD, steering, 0, MOUNT_ATTR_RDONLY, 0, 0, 0);
            }
        }
        inside.mount("/proc/sys/net", "/proc/sys/net", null, MS_BIND, null);
        inside.mountSetattr(AT_FDCWD, "/proc/sys/net", 0, 0, MOUNT_ATTR_RDONLY, 0, 0);
    }

    private void devices(String room) {
        String dev = folder + "/dev";
        inside.mount("dev", dev, "tmpfs", MS_NOSUID, "mode=755");
        for (String name : DEVICES) {
            inside.mknodat(AT_FDCWD, dev + "/" + name, S_IFREG | 0666, 0);
            inside.mount("/dev/" + name, dev + "/" + name, null, MS_BIND, null);
        }
        List.of("pts", "shm", "mqueue").forEach(name -> make(dev + "/" + name));
        inside.mount("devpts", dev + "/pts", "devpts", 0, "newinstance,ptmxmode=0666,mode=620,gid=5");
        inside.mount("shm", dev + "/shm", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777" + room);
        inside.mount("mqueue", dev + "/mqueue", "mqueue", 0, null);
        LINKS.forEach((name, target) -> inside.symlinkat(target, AT_FDCWD, dev + "/" + name));
        inside.mount(dev, "/dev", null, MS_MOVE, null);
    }

    private void system(List<MountLine> hierarchies) {
        inside.mount("sysfs", "/sys", "sysfs", MS_RDONLY, null);
        if (hierarchies.stream().noneMatch(hierarchy -> hierarchy.mountPoint().equals(GROUPS))) {
            inside.mount("cgroup", GROUPS, "tmpfs", 0, "mode=755");
        }
        for (MountLine hierarchy : hierarchies) {
            Folder.makeAll(inside, hierarchy.mountPoint(), FOLDER_MODE);
            inside.mount(hierarchy.type(), hierarchy.mountPoint(), hierarchy.type(), 0, hierarchy.type().equals("cgroup") ? controllers(hierarchy) : null);
            if (hierarchy.type().equals("cgroup2")) {
                SandboxGroups.handDown(inside, hierarchy.mountPoint());
            }
        }
    }

    private static String controllers(MountLine hierarchy) {
        return hierarchy.superOptions().stream().filter(option -> !List.of("rw", "ro", "seclabel").contains(option)).collect(Collectors.joining(","));
    }

    private void make(String directory) {
        inside.mkdirat(AT_FDCWD, directory, FOLDER_MODE);
    }
}
