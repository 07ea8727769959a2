package learnc.runtime.kernel;

import static learnc.runtime.kernel.Argument.descriptor;
import static learnc.runtime.kernel.Argument.flags;
import static learnc.runtime.kernel.Argument.mode;
import static learnc.runtime.kernel.Argument.number;
import static learnc.runtime.kernel.Argument.text;

import java.util.Arrays;

/// Names in directories: making, linking, renaming, removing, listing.
interface DirectoryCalls extends Calls {

    int PATH_MAX = 4096;

    /// Makes a directory.
    @Manual("mkdir(2)")
    @Refused(errno = Errno.EEXIST, because = "something of this name is already there", remedy = "`learnc doctor` lists what an earlier run left")
    @Refused(errno = Errno.EROFS, because = "the file system is read-only: that of the state directory, or with --read-only the container's",
            remedy = "another state directory (--root), or a --tmpfs or volume at that place in the container")
    @Refused(errno = Errno.EACCES, because = "this user may not write there", remedy = "run learnc as root; inside, look at the permissions in the image and at --user")
    default void mkdirat(int directory, String path, int mode) {
        call(SystemCall.MKDIRAT, descriptor("dirfd", directory), text("pathname", path), mode("mode", mode));
    }

    /// Makes a device node, a fifo, a socket or an empty file.
    ///
    /// @param mode   the kind (0020000 character, 0060000 block, 0010000 fifo), and the permissions
    /// @param device of a device node, as makedev(3) packs it; where major and minor are below 256 that is `major << 8 | minor`; 0 for everything else
    @Manual("mknod(2)")
    @Refused(errno = Errno.EPERM, because = "devices may be made only with CAP_MKNOD in the host's own user namespace",
            remedy = "bind the host's device instead")
    default void mknodat(int directory, String path, int mode, long device) {
        call(SystemCall.MKNODAT, descriptor("dirfd", directory), text("pathname", path), new Argument.Word("mode", mode, Decoders::kindAndMode), Decoders.device("dev", device));
    }

    /// Makes a symbolic link.
    @Manual("symlink(2)")
    default void symlinkat(String target, int directory, String path) {
        call(SystemCall.SYMLINKAT, text("target", target), descriptor("newdirfd", directory), text("linkpath", path));
    }

    /// Gives a file one more name.
    @Manual("link(2)")
    default void linkat(int fromDirectory, String from, int toDirectory, String to, int flags) {
        call(SystemCall.LINKAT, descriptor("olddirfd", fromDirectory), text("oldpath", from),
                descriptor("newdirfd", toDirectory), text("newpath", to), flags("flags", flags, OpenFlags.AT));
    }

    /// Removes a name; a directory with [OpenFlags#AT_REMOVEDIR].
    @Manual("unlink(2)")
    @Refused(errno = Errno.EBUSY, because = "it is in use: a mount point, or a cgroup with a process in it",
            remedy = "end the process or unmount it first; `learnc doctor` lists both")
    default void unlinkat(int directory, String path, int flags) {
        call(SystemCall.UNLINKAT, descriptor("dirfd", directory), text("pathname", path), flags("flags", flags, OpenFlags.AT));
    }

    /// Renames. `flags`: 0 replaces what is there, 1 (RENAME_NOREPLACE) does not, 2 (RENAME_EXCHANGE) swaps.
    @Manual("rename(2)")
    default void renameat2(int fromDirectory, String from, int toDirectory, String to, int flags) {
        call(SystemCall.RENAMEAT2, descriptor("olddirfd", fromDirectory), text("oldpath", from),
                descriptor("newdirfd", toDirectory), text("newpath", to), flags("flags", flags, OpenFlags.RENAME));
    }

    /// Where a symbolic link points.
    @Manual("readlink(2)")
    @Refused(errno = Errno.EACCES, about = "\"/proc/", because = "only who may trace a process may see where its links lead, and this one is of another user, or not dumpable as learnc's own are",
            remedy = "ask as root with CAP_SYS_PTRACE")
    default String readlinkat(int directory, String path) {
        var room = Argument.Room.buffer("buf", new byte[PATH_MAX], content -> Decoders.quoted(KernelText.text(content)));
        int length = (int) call(SystemCall.READLINKAT, descriptor("dirfd", directory), text("pathname", path), room, number("bufsiz", PATH_MAX));
        return KernelText.text(room.bytes(), 0, length);
    }

    /// The next raw entries of an open directory (`struct linux_dirent64`); empty at the end. [Folder#list] reads them.
    @Manual("getdents(2)")
    default byte[] getdents64(int directory) {
        var room = Argument.Room.buffer("dirp", new byte[32768], Folder::decoded);
        int length = (int) call(SystemCall.GETDENTS64, descriptor("fd", directory), room, number("count", 32768));
        return Arrays.copyOf(room.bytes(), length);
    }

    /// Moves the current working directory.
    @Manual("chdir(2)")
    @Refused(errno = Errno.ENOENT, because = "the directory does not exist in the container", remedy = "give another one with --workdir")
    @Refused(errno = Errno.ENOTDIR, because = "it is no directory", remedy = "give another one with --workdir")
    default void chdir(String path) {
        call(SystemCall.CHDIR, text("path", path));
    }

    /// Moves the current working directory to an open directory.
    @Manual("chdir(2)")
    default void fchdir(int directory) {
        call(SystemCall.FCHDIR, descriptor("fd", directory));
    }

    /// The current working directory. It begins with `(unreachable)` when it lies outside of this process's root.
    @Manual("getcwd(3)")
    @Refused(errno = Errno.ENOENT, because = "the working directory has been removed", remedy = "give another one with --workdir")
    default String getcwd() {
        var room = Argument.Room.buffer("buf", new byte[PATH_MAX], content -> Decoders.quoted(KernelText.text(content)));
        call(SystemCall.GETCWD, room, number("size", PATH_MAX));
        return KernelText.text(room.bytes());
    }

    /// Sets the bits that new files do not get.
    ///
    /// @return the old ones
    @Manual("umask(2)")
    default int umask(int mask) {
        return (int) call(SystemCall.UMASK, mode("mask", mask));
    }
}
