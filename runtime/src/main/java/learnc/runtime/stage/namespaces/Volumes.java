package learnc.runtime.stage.namespaces;

import static learnc.runtime.kernel.MountFlags.MOUNT_ATTR_RDONLY;
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
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Volume;

/// Attaches volumes inside the image's tree.
///
/// A bind is a copy of a piece of the host's mount tree. It is made while it is attached nowhere, made read-only when it
/// should be, with everything mounted below it, and only then attached: at no moment can it be written by mistake.
final class Volumes {

    private static final long PROC_SUPER_MAGIC = 0x9fa0;

    private final Kernel inside;
    private final RootTree root;

    Volumes(Kernel inside, RootTree root) {
        this.inside = inside;
        this.root = root;
    }

    /// Attaches them in this order.
    void attach(List<Volume> volumes) {
        for (Volume volume : volumes) {
            // A switch over types would make Java build a class for it in every run.
            if (volume instanceof Volume.Bind bind) {
                bind(bind);
            } else {
                mount((Volume.Tmpfs) volume);
            }
        }
    }

    @Why(call = "open_tree", value = "Takes a copy of a piece of the host's tree of mounts, attached nowhere yet: that is what a volume is.",
            without = "There would be nothing that could be shown inside.")
    @Why(call = "mount_setattr", value = "Makes the copy read-only, with all that is mounted below it, before anybody can see it.",
            without = "The program could write to the host's files, although the volume was asked for with :ro.")
    @Why(call = "statx", value = "Looks whether it is a directory or a file, because each can only be mounted on its like.",
            without = "move_mount(2) would answer ENOTDIR for a file on a directory.")
    @Why(call = "move_mount", value = "Attaches the copy in the container's tree: from now on both paths mean the same files.",
            without = "The volume would not be seen inside.")
    @Refused(errno = Errno.ENOENT, call = "open_tree", because = "the file or directory of the host does not exist",
            remedy = "check the left side of -v")
    @Refused(errno = Errno.EACCES, call = "open_tree", because = "the user that the container's root really is may not reach this path of the host",
            remedy = "open the directories above it with `chmod o+x`, or run without --userns")
    private void bind(Volume.Bind volume) {
        int tree = inside.openTree(AT_FDCWD, volume.source(), OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE);
        if (volume.isReadOnly()) {
            inside.mountSetattr(tree, "", AT_EMPTY_PATH | AT_RECURSIVE, MOUNT_ATTR_RDONLY, 0, 0, 0);
        }
        boolean isFolder = inside.statx(tree, "", AT_EMPTY_PATH).isDirectory();
        int target = isFolder ? root.folder(volume.target()) : root.file(volume.target());
        refuseProc(target, volume);
        inside.moveMount(tree, "", target, "", MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH);
        inside.close(target);
        inside.close(tree);
    }

    @Why(call = "statx", value = "Looks which permissions the covered directory has, so that the new one gets the same.",
            without = "The mount would have tmpfs' own 1777: everybody could write.")
    @Why(call = "mount", value = "Mounts an empty file system in memory for the program's temporary files, as --tmpfs wants it.",
            without = "What the program writes there would go to the disk, and with --read-only be refused.")
    private void mount(Volume.Tmpfs volume) {
        int old = root.openIfThere(volume.target(), true);
        TmpfsOptions options = TmpfsOptions.of(volume.options());
        String data = old < 0 ? options.data() : options.withMode(inside.statx(old, "", AT_EMPTY_PATH).permissions());
        int target = old < 0 ? root.folder(volume.target()) : old;
        refuseProc(target, volume);
        inside.mount("tmpfs", RootTree.pathOf(target), "tmpfs", options.flags(), data);
        inside.close(target);
    }

    /// What lies over /proc could deceive the program, and ourselves in the steps that follow.
    @Why(call = "statfs", value = "Makes sure that the volume does not lie in /proc.",
            without = "It could cover /proc/self, and so deceive the program and learnc's own next steps (CVE-2019-16884).")
    private void refuseProc(int target, Volume volume) {
        if (inside.statfs(RootTree.pathOf(target)) == PROC_SUPER_MAGIC) {
            throw new Failure("a volume cannot be at " + volume.target() + ": that is in the container's /proc, which shows its processes"
                    + "\n  try: another path");
        }
    }
}
