package learnc.runtime.stage.unpack;

import static learnc.runtime.kernel.MountFlags.MNT_DETACH;
import static learnc.runtime.kernel.MountFlags.MOUNT_ATTR_IDMAP;
import static learnc.runtime.kernel.MountFlags.MOVE_MOUNT_F_EMPTY_PATH;
import static learnc.runtime.kernel.MountFlags.OPEN_TREE_CLOEXEC;
import static learnc.runtime.kernel.MountFlags.OPEN_TREE_CLONE;
import static learnc.runtime.kernel.OpenFlags.AT_EMPTY_PATH;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWUSER;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.UserMapping;

/// The same layers for a container whose users are mapped: a file that belongs to user 0 on the disk must belong to the user
/// that the container's root really is.
///
/// The files are not touched, and nothing is copied: each layer's directory is mounted once more, with a mapping on the
/// mount (an *idmapped mount*, mount_setattr(2)). The kernel takes the mapping from a user namespace, and a user
/// namespace needs a process, so one is started for a moment.
final class MappedLayers {

    private final Kernel host;
    private final Inits inits;
    private final Ledger ledger;
    private final List<String> mounts = new ArrayList<>();

    MappedLayers(Kernel host, Inits inits, Ledger ledger) {
        this.host = host;
        this.inits = inits;
        this.ledger = ledger;
    }

    /// Mounts the layers once more.
    ///
    /// @param folder  where; it exists, and nobody else uses it
    /// @return the mount points, in the same order
    List<String> mount(List<String> layers, UserMapping mapping, String folder) {
        int namespace = userNamespace(mapping);
        try {
            for (int i = 0; i < layers.size(); i++) {
                mount(layers.get(i), folder + "/" + i, namespace);
            }
        } finally {
            host.close(namespace);
        }
        return mounts;
    }

    /// Takes the mount points away. The overlay has its own hold on what was mounted there.
    @Why(call = "umount2", value = "Takes the mount points of the mapped layers away; the overlay has its own hold on what was mounted there.",
            without = "They would stay in the host's table of mounts.")
    void detach() {
        for (String mount : mounts) {
            host.umount2(mount, MNT_DETACH);
        }
    }

    @Why(call = "mkdirat", value = "Makes a place where the layer is mounted once more.", without = "There would be nothing to mount it on: ENOENT.")
    @Why(call = "open_tree", value = "Takes a copy of the mount that holds the layer, attached nowhere yet.",
            without = "The layer itself would be changed, for every container that uses it.")
    @Why(call = "mount_setattr", value = "Puts a translation of users on the copy: what belongs to 0 on the disk belongs to the container's root "
            + "here.",
            without = "All files of the image would belong to nobody inside, or have to be copied and given away one by one.")
    @Why(call = "move_mount", value = "Attaches the translated copy, so that the overlay can use it as a layer.",
            without = "The overlay could not name it, because it takes its layers by path.")
    @Refused(errno = Errno.EINVAL, call = "mount_setattr", because = "the file system of the layers cannot translate users (tmpfs can since Linux "
            + "6.3), or the kernel is older than 5.12",
            remedy = "a state directory on ext4, xfs or btrfs (--root), or run without --userns")
    private void mount(String layer, String target, int namespace) {
        host.mkdirat(AT_FDCWD, target, 0700);
        int tree = host.openTree(AT_FDCWD, layer, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
        try {
            host.mountSetattr(tree, "", AT_EMPTY_PATH, MOUNT_ATTR_IDMAP, 0, 0, namespace);
            ledger.willMake(new Made.Mount(target));
            host.moveMount(tree, "", AT_FDCWD, target, MOVE_MOUNT_F_EMPTY_PATH);
            mounts.add(target);
        } finally {
            host.close(tree);
        }
    }

    /// A user namespace lives for as long as somebody holds a descriptor of it, also when its process is gone.
    @Why(about = "uid_map", value = "Writes the translation of users into the namespace.",
            without = "The namespace would translate nobody, and mount_setattr(2) would refuse it.")
    @Why(about = "gid_map", value = "Writes the translation of groups into the namespace.",
            without = "The namespace would translate no group, and mount_setattr(2) would refuse it.")
    @Why(call = "write", value = "Writes the translation of users or groups into the namespace.",
            without = "The namespace would translate nobody, and mount_setattr(2) would refuse it.")
    @Why(call = "openat", about = "ns/user", value = "Opens the namespace itself, which then lives on without its process.",
            without = "It would be gone with its process, before its translation can be used.")
    @Why(value = "The kernel takes a translation of users from a user namespace only, and a namespace begins with a process.",
            without = "The image's files could not be shown as the container's root's own.")
    private int userNamespace(UserMapping mapping) {
        Init init = inits.newInit(CLONE_NEWUSER);
        String process = "/proc/" + init.pid();
        String map = "0 " + mapping.hostFirst() + " " + mapping.count() + "\n";
        try {
            WholeFile.set(host, process + "/uid_map", map);
            WholeFile.set(host, process + "/gid_map", map);
            return host.openat(AT_FDCWD, process + "/ns/user", O_RDONLY | O_CLOEXEC, 0);
        } finally {
            inits.end(host, init);
        }
    }
}
