package learnc.runtime.kernel;

/// Constants of openat(2), openat2(2) and their relatives. Four of them differ on arm64.
public final class OpenFlags {

    private static final boolean ARM = Architecture.CURRENT == Architecture.ARM64;

    /// "The current working directory" in place of a descriptor.
    public static final int AT_FDCWD = -100;
    public static final int AT_SYMLINK_NOFOLLOW = 0x100;
    public static final int AT_REMOVEDIR = 0x200;
    public static final int AT_SYMLINK_FOLLOW = 0x400;
    public static final int AT_NO_AUTOMOUNT = 0x800;
    public static final int AT_EMPTY_PATH = 0x1000;
    public static final int AT_RECURSIVE = 0x8000;

    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_CREAT = 0x40;
    public static final int O_EXCL = 0x80;
    public static final int O_NOCTTY = 0x100;
    public static final int O_TRUNC = 0x200;
    public static final int O_APPEND = 0x400;
    public static final int O_NONBLOCK = 0x800;
    public static final int O_DIRECTORY = ARM ? 0x4000 : 0x10000;
    public static final int O_NOFOLLOW = ARM ? 0x8000 : 0x20000;
    public static final int O_CLOEXEC = 0x80000;
    public static final int O_PATH = 0x200000;

    /// No crossing of mount points.
    public static final long RESOLVE_NO_XDEV = 0x01;
    public static final long RESOLVE_NO_MAGICLINKS = 0x02;
    public static final long RESOLVE_NO_SYMLINKS = 0x04;
    public static final long RESOLVE_BENEATH = 0x08;
    /// The directory is the root, for `/`, `..` and absolute symlinks alike.
    public static final long RESOLVE_IN_ROOT = 0x10;

    private static final int ACCESS_MODE = 3;
    static final int F_OK = 0;
    static final int X_OK = 1;
    static final int W_OK = 2;
    static final int R_OK = 4;
    static final int SEEK_SET = 0;
    static final int SEEK_CUR = 1;
    static final int SEEK_END = 2;
    static final int LOCK_SH = 1;
    static final int LOCK_EX = 2;
    static final int LOCK_NB = 4;
    static final int LOCK_UN = 8;
    static final int RENAME_NOREPLACE = 1;
    static final int RENAME_EXCHANGE = 2;
    static final int XATTR_CREATE = 1;
    static final int XATTR_REPLACE = 2;
    static final int F_DUPFD = 0;
    static final int F_GETFD = 1;
    static final int F_SETFD = 2;
    static final int F_GETFL = 3;
    static final int F_SETFL = 4;
    static final int F_DUPFD_CLOEXEC = 1030;
    static final int MFD_CLOEXEC = 1;
    static final int MFD_ALLOW_SEALING = 2;

    static final int POLLIN = 1;
    static final int POLLOUT = 4;
    static final int POLLERR = 8;
    static final int POLLHUP = 16;
    static final int POLLNVAL = 32;

    static final Names POLL = Names.ofBits(OpenFlags.class, "POLL");
    static final Names ACCESS = Names.ofBits(OpenFlags.class, "F_OK", "X_OK", "W_OK", "R_OK");
    static final Names SEEK = Names.ofValues(OpenFlags.class, "SEEK_");
    static final Names LOCK = Names.ofBits(OpenFlags.class, "LOCK_");
    static final Names RENAME = Names.ofBits(OpenFlags.class, "RENAME_");
    static final Names XATTR = Names.ofBits(OpenFlags.class, "XATTR_");
    static final Names FCNTL = Names.ofValues(OpenFlags.class, "F_GET", "F_SET", "F_DUP");
    static final Names MEMFD = Names.ofBits(OpenFlags.class, "MFD_");
    static final Names OPEN = Names.ofFieldAndBits(ACCESS_MODE, OpenFlags.class, "O_");
    static final Names NEW_DESCRIPTOR = Names.ofBits(OpenFlags.class, "O_CLOEXEC", "O_NONBLOCK");
    static final Names AT = Names.ofBits(OpenFlags.class, "AT_SYM", "AT_REM", "AT_NO", "AT_EMPTY", "AT_REC");
    static final Names RESOLVE = Names.ofBits(OpenFlags.class, "RESOLVE_");

    /// The argument of a command of fcntl(2).
    static String fcntlArgument(int command, long value) {
        return command == F_SETFL ? OPEN.apply(value) : Long.toString(value);
    }

    /// The flags of an open file in words, as `O_RDWR|O_CLOEXEC`.
    public static String decoded(long flags) {
        return OPEN.apply(flags);
    }

    private OpenFlags() {
    }
}
