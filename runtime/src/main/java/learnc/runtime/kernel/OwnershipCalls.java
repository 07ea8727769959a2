package learnc.runtime.kernel;

import static learnc.runtime.kernel.Argument.address;
import static learnc.runtime.kernel.Argument.bytes;
import static learnc.runtime.kernel.Argument.descriptor;
import static learnc.runtime.kernel.Argument.flags;
import static learnc.runtime.kernel.Argument.mode;
import static learnc.runtime.kernel.Argument.number;
import static learnc.runtime.kernel.Argument.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// What a file is besides its content: kind, owner, permissions, times, extended attributes.
interface OwnershipCalls extends Calls {

    /// "Leave it as it is", for an owner or a group.
    int UNCHANGED = -1;
    @Means("everything that stat(2) tells: kind, permissions, owner, size, times")
    int STATX_BASIC_STATS = 0x7FF;
    @Means("the number of the mount that it lies on")
    int STATX_MNT_ID = 0x1000;
    Names STATX = Names.ofBits(OwnershipCalls.class, "STATX_");

    /// Everything about a file. `flags` as for fstatat(2): [OpenFlags#AT_SYMLINK_NOFOLLOW], [OpenFlags#AT_EMPTY_PATH].
    @Manual("statx(2)")
    default FileStatus statx(int directory, String path, int flags) {
        var room = Argument.Room.struct("statxbuf", 256, content -> FileStatus.of(content).decoded());
        call(SystemCall.STATX, descriptor("dirfd", directory), text("pathname", path), flags("flags", flags, OpenFlags.AT),
                flags("mask", STATX_BASIC_STATS | STATX_MNT_ID, STATX), room);
        return FileStatus.of(room.bytes());
    }

    /// The magic number of the file system that holds a path, as in `linux/magic.h`.
    @Manual("statfs(2)")
    default long statfs(String path) {
        var room = Argument.Room.struct("buf", 120, content -> "{f_type=" + FileSystemMagic.NAMES.apply(Decoders.longAt(content, 0)) + "}");
        call(SystemCall.STATFS, text("path", path), room);
        return Decoders.longAt(room.bytes(), 0);
    }

    /// How much room is left in the file system that holds an open file.
    @Manual("statfs(2)")
    default FreeSpace fstatfs(int descriptor) {
        var room = Argument.Room.struct("buf", 120, FreeSpace::decoded);
        call(SystemCall.FSTATFS, descriptor("fd", descriptor), room);
        return FreeSpace.of(room.bytes());
    }

    /// Whether a file may be used: `mode` 0 exists, 1 execute, 2 write, 4 read.
    @Manual("access(2)")
    default void faccessat2(int directory, String path, int mode, int flags) {
        call(SystemCall.FACCESSAT2, descriptor("dirfd", directory), text("pathname", path), flags("mode", mode, OpenFlags.ACCESS), flags("flags", flags, OpenFlags.AT));
    }

    /// Sets the permission bits of an open file.
    @Manual("chmod(2)")
    default void fchmod(int descriptor, int mode) {
        call(SystemCall.FCHMOD, descriptor("fd", descriptor), mode("mode", mode));
    }

    /// Sets the permission bits of a path; follows a symlink.
    @Manual("chmod(2)")
    default void fchmodat(int directory, String path, int mode) {
        call(SystemCall.FCHMODAT, descriptor("dirfd", directory), text("pathname", path), mode("mode", mode));
    }

    /// Sets owner and group.
    @Manual("chown(2)")
    default void fchownat(int directory, String path, int owner, int group, int flags) {
        call(SystemCall.FCHOWNAT, descriptor("dirfd", directory), text("pathname", path), new Argument.Word("owner", Integer.toUnsignedLong(owner), Decoders::owner),
                new Argument.Word("group", Integer.toUnsignedLong(group), Decoders::owner), flags("flags", flags, OpenFlags.AT));
    }

    /// Sets the time of the last change of content (and of the last access, to the same), in seconds and nanoseconds since 1970.
    @Manual("utimensat(2)")
    default void utimensat(int directory, String path, long seconds, int nanoseconds, int flags) {
        byte[] times = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder())
                .putLong(seconds).putLong(nanoseconds).putLong(seconds).putLong(nanoseconds).array();
        call(SystemCall.UTIMENSAT, descriptor("dirfd", directory), text("pathname", path),
                bytes("times", times, content -> decodedTimes(seconds, nanoseconds)), flags("flags", flags, OpenFlags.AT));
    }

    private static String decodedTimes(long seconds, long nanoseconds) {
        String time = "{tv_sec=" + seconds + ", tv_nsec=" + nanoseconds + "}";
        return "[" + time + ", " + time + "]";
    }

    /// Sets an extended attribute of a path, not following a symlink. `flags`: 0, 1 create only, 2 replace only.
    @Manual("setxattr(2)")
    @Refused(errno = Errno.EOPNOTSUPP, because = "the file system keeps no extended attributes of this kind",
            remedy = "choose a state directory on ext4, xfs or btrfs with --root")
    default void lsetxattr(String path, String name, byte[] value, int flags) {
        call(SystemCall.LSETXATTR, text("path", path), text("name", name), bytes("value", value, 0, value.length),
                number("size", value.length), flags("flags", flags, OpenFlags.XATTR));
    }

    /// Sets an extended attribute of an open file.
    @Manual("setxattr(2)")
    default void fsetxattr(int descriptor, String name, byte[] value, int flags) {
        call(SystemCall.FSETXATTR, descriptor("fd", descriptor), text("name", name), bytes("value", value, 0, value.length),
                number("size", value.length), flags("flags", flags, OpenFlags.XATTR));
    }

    /// An extended attribute of a path, not following a symlink.
    @Manual("getxattr(2)")
    default byte[] lgetxattr(String path, String name) {
        var room = Argument.Room.buffer("value", new byte[65536], Argument.PLAIN);
        int length = (int) call(SystemCall.LGETXATTR, text("path", path), text("name", name), room, number("size", 65536));
        return Arrays.copyOf(room.bytes(), length);
    }
}
