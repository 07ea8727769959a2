package learnc.runtime.kernel;

import static learnc.runtime.kernel.Argument.descriptor;
import static learnc.runtime.kernel.Argument.flags;
import static learnc.runtime.kernel.Argument.number;
import static learnc.runtime.kernel.Argument.text;

import java.util.List;

/// The mount table: what is seen at which path.
interface MountCalls extends Calls {

    /// Mounts a file system, binds a path to another, or changes a mount.
    ///
    /// @param source what; null where the kind or the flags say it all
    /// @param type   the kind of file system; null for a bind, a remount or a change of propagation
    /// @param flags  of `MS_…` in [MountFlags]
    /// @param data   options of the file system, comma-separated, or null
    @Manual("mount(2)")
    @Refused(errno = Errno.EPERM, because = "mounting needs CAP_SYS_ADMIN over this mount namespace",
            remedy = "run learnc as root; inside another container, that one must be privileged")
    @Refused(errno = Errno.ENODEV, because = "this kernel does not know this kind of file system", remedy = "`learnc doctor` lists what is there; try `modprobe` with its name")
    @Refused(errno = Errno.ENOENT, because = "the source or the mount point does not exist", remedy = "make it first, or check the path")
    @Refused(errno = Errno.ENOTDIR, because = "one of the two is a directory and the other is not", remedy = "bind files on files and directories on directories")
    @Refused(errno = Errno.EINVAL, because = "the options do not fit the file system, or the path is no mount point", remedy = "`dmesg | tail` often has the file system's own words")
    @Refused(errno = Errno.EBUSY, because = "the file system is in use in a way that forbids this change", remedy = "end the programs that use it")
    @Lesson("09")
    @Lesson(value = "06", about = "overlay")
    default void mount(String source, String target, String type, long flags, String data) {
        call(SystemCall.MOUNT, text("source", source), text("target", target), text("filesystemtype", type),
                flags("mountflags", flags, MountFlags.MOUNT), text("data", data));
    }

    /// Takes a mount away; with [MountFlags#MNT_DETACH] at once from view, and really when the last user is gone.
    @Manual("umount(2)")
    @Refused(errno = Errno.EBUSY, because = "a program still has a file or its working directory there", remedy = "end it; `fuser -vm` names it")
    @Refused(errno = Errno.EINVAL, because = "it is no mount point (any more)", remedy = "nothing to do")
    @Lesson("09")
    default void umount2(String target, int flags) {
        call(SystemCall.UMOUNT2, text("target", target), flags("flags", flags, MountFlags.UNMOUNT));
    }

    /// Makes another mount the root of this mount namespace, and puts the old root somewhere below it.
    @Manual("pivot_root(2)")
    @Refused(errno = Errno.EINVAL, because = "the new root is no mount point, or its parent mount is shared, or the present root is the initial RAM disk",
            remedy = "bind the new root onto itself, and make every mount private, before this call")
    @Refused(errno = Errno.EBUSY, because = "the new root lies on the present root mount", remedy = "bind the new root onto itself first")
    @Lesson("09")
    default void pivotRoot(String newRoot, String putOld) {
        call(SystemCall.PIVOT_ROOT, text("new_root", newRoot), text("put_old", putOld));
    }

    /// Changes where this process's paths begin. Not a jail: a process with privileges walks out of it.
    @Manual("chroot(2)")
    @Lesson("09")
    default void chroot(String path) {
        call(SystemCall.CHROOT, text("path", path));
    }

    /// Begins the description of a new file system.
    ///
    /// @return a descriptor to configure with `fsconfig…`
    @Manual("fsopen(2)")
    @Refused(errno = Errno.ENODEV, because = "this kernel does not know this kind of file system", remedy = "`learnc doctor` lists what is there; try `modprobe` with its name")
    @Refused(errno = Errno.EPERM, because = "mounting needs CAP_SYS_ADMIN", remedy = "run learnc as root")
    @Lesson("09")
    @Lesson(value = "06", about = "overlay")
    default int fsopen(String type, int flags) {
        return (int) call(SystemCall.FSOPEN, text("fsname", type), flags("flags", flags, MountFlags.FSOPEN));
    }

    /// Sets an option with a text value.
    @Manual("fsconfig(2)")
    @Refused(errno = Errno.EINVAL, because = "the file system does not take this option or this value", remedy = "check the kernel's version: `lowerdir+` needs 6.5")
    @Lesson("06")
    default void fsconfigString(int context, String key, String value) {
        call(SystemCall.FSCONFIG, descriptor("fd", context), flags("cmd", MountFlags.FSCONFIG_SET_STRING, MountFlags.FSCONFIG),
                text("key", key), text("value", value), number("aux", 0));
    }

    /// Sets an option without a value.
    @Manual("fsconfig(2)")
    @Lesson("06")
    default void fsconfigFlag(int context, String key) {
        call(SystemCall.FSCONFIG, descriptor("fd", context), flags("cmd", MountFlags.FSCONFIG_SET_FLAG, MountFlags.FSCONFIG),
                text("key", key), text("value", null), number("aux", 0));
    }

    /// Gives a command: [MountFlags#FSCONFIG_CMD_CREATE] or [MountFlags#FSCONFIG_CMD_RECONFIGURE].
    @Manual("fsconfig(2)")
    @Lesson("06")
    default void fsconfigCommand(int context, int command) {
        call(SystemCall.FSCONFIG, descriptor("fd", context), flags("cmd", command, MountFlags.FSCONFIG),
                text("key", null), text("value", null), number("aux", 0));
    }

    /// Makes a mount of a configured file system, attached to no path yet.
    ///
    /// @param attributes of `MOUNT_ATTR_…`
    @Manual("fsmount(2)")
    @Lesson("09")
    default int fsmount(int context, int flags, long attributes) {
        return (int) call(SystemCall.FSMOUNT, descriptor("fsfd", context), flags("flags", flags, MountFlags.FSMOUNT),
                flags("attr_flags", attributes, MountFlags.ATTRIBUTES));
    }

    /// Attaches a mount to a path.
    @Manual("move_mount(2)")
    @Refused(errno = Errno.ENOTDIR, because = "one of the two is a directory and the other is not", remedy = "bind files on files and directories on directories")
    @Lesson("09")
    default void moveMount(int fromDirectory, String from, int toDirectory, String to, int flags) {
        call(SystemCall.MOVE_MOUNT, descriptor("from_dirfd", fromDirectory), text("from_pathname", from),
                descriptor("to_dirfd", toDirectory), text("to_pathname", to), flags("flags", flags, MountFlags.MOVE_MOUNT));
    }

    /// Opens a mount, or with [MountFlags#OPEN_TREE_CLONE] a copy of it.
    @Manual("open_tree(2)")
    @Refused(errno = Errno.ENOENT, because = "the source does not exist", remedy = "check the path on the host")
    @Refused(errno = Errno.EACCES, because = "the user that the container's root really is may not reach this path of the host",
            remedy = "open the directories above it with `chmod o+x`, or run without --userns")
    @Lesson("19")
    default int openTree(int directory, String path, int flags) {
        return (int) call(SystemCall.OPEN_TREE, descriptor("dirfd", directory), text("filename", path), flags("flags", flags, MountFlags.OPEN_TREE));
    }

    /// Changes the attributes of a mount; with `flags` [OpenFlags#AT_RECURSIVE] also of those below it.
    ///
    /// @param set         attributes to set, of `MOUNT_ATTR_…`
    /// @param clear       attributes to clear
    /// @param propagation one of `MS_PRIVATE`, `MS_SLAVE`, `MS_SHARED`, or 0
    /// @param namespace   the user namespace whose mapping the mount gets with `MOUNT_ATTR_IDMAP`, else 0
    @Manual("mount_setattr(2)")
    @Refused(errno = Errno.ENOSYS, because = "the kernel is older than 5.12", remedy = "use a kernel of 5.12 or later, or leave out `:ro` and --read-only")
    @Lesson("09")
    default void mountSetattr(int directory, String path, int flags, long set, long clear, long propagation, int namespace) {
        var attributes = new Argument.Struct("attr", List.of(flags("attr_set", set, MountFlags.ATTRIBUTES),
                flags("attr_clr", clear, MountFlags.ATTRIBUTES), flags("propagation", propagation, MountFlags.MOUNT), descriptor("userns_fd", namespace)));
        call(SystemCall.MOUNT_SETATTR, descriptor("dirfd", directory), text("pathname", path), flags("flags", flags, OpenFlags.AT),
                attributes, number("size", 32));
    }
}
