package learnc.runtime.kernel;

/// Constants of openat(2), openat2(2) and their relatives. Four of them differ on arm64.
public final class OpenFlags {

    private static final boolean ARM = Architecture.CURRENT == Architecture.ARM64;

    /// "The current working directory" in place of a descriptor.
    @Means("a relative path starts at the working directory")
    public static final int AT_FDCWD = -100;
    @Means("if the last part of the path is a symlink, the symlink itself")
    public static final int AT_SYMLINK_NOFOLLOW = 0x100;
    @Means("a directory, which must be empty")
    public static final int AT_REMOVEDIR = 0x200;
    @Means("if the last part of the path is a symlink, what it points to")
    public static final int AT_SYMLINK_FOLLOW = 0x400;
    @Means("do not mount what would be mounted at first use")
    public static final int AT_NO_AUTOMOUNT = 0x800;
    @Means("the descriptor itself, no path")
    public static final int AT_EMPTY_PATH = 0x1000;
    @Means("also everything that is mounted below")
    public static final int AT_RECURSIVE = 0x8000;

    @Means("to read")
    public static final int O_RDONLY = 0;
    @Means("to write")
    public static final int O_WRONLY = 1;
    @Means("to read and write")
    public static final int O_RDWR = 2;
    @Means("make the file if it is not there")
    public static final int O_CREAT = 0x40;
    @Means("refuse if it is there already")
    public static final int O_EXCL = 0x80;
    @Means("do not make it this process's controlling terminal")
    public static final int O_NOCTTY = 0x100;
    @Means("empty it first")
    public static final int O_TRUNC = 0x200;
    @Means("each write goes to the end")
    public static final int O_APPEND = 0x400;
    @Means("never wait: refuse with EAGAIN instead")
    public static final int O_NONBLOCK = 0x800;
    @Means("refuse if it is no directory")
    public static final int O_DIRECTORY = ARM ? 0x4000 : 0x10000;
    @Means("refuse if the last part of the path is a symlink")
    public static final int O_NOFOLLOW = ARM ? 0x8000 : 0x20000;
    @Means("closed when the process executes a program")
    public static final int O_CLOEXEC = 0x80000;
    @Means("only the place: nothing can be read or written through it")
    public static final int O_PATH = 0x200000;

    /// No crossing of mount points.
    @Means("refuse to cross a mount point")
    public static final long RESOLVE_NO_XDEV = 0x01;
    @Means("refuse the symlinks of /proc that jump, such as /proc/self/fd/3")
    public static final long RESOLVE_NO_MAGICLINKS = 0x02;
    @Means("refuse any symlink on the way")
    public static final long RESOLVE_NO_SYMLINKS = 0x04;
    @Means("refuse a path that leads out of the directory")
    public static final long RESOLVE_BENEATH = 0x08;
    /// The directory is the root, for `/`, `..` and absolute symlinks alike.
    @Means("the directory counts as /, so nothing leads out of it")
    public static final long RESOLVE_IN_ROOT = 0x10;

    private static final int ACCESS_MODE = 3;
    @Means("is it there?")
    static final int F_OK = 0;
    @Means("may it be executed, or passed through?")
    static final int X_OK = 1;
    @Means("may it be written?")
    static final int W_OK = 2;
    @Means("may it be read?")
    static final int R_OK = 4;
    @Means("from the start")
    static final int SEEK_SET = 0;
    @Means("from the present position")
    static final int SEEK_CUR = 1;
    @Means("from the end")
    static final int SEEK_END = 2;
    @Means("many may hold it at once")
    static final int LOCK_SH = 1;
    @Means("only one may hold it")
    static final int LOCK_EX = 2;
    @Means("do not wait for it")
    static final int LOCK_NB = 4;
    @Means("give it up")
    static final int LOCK_UN = 8;
    @Means("refuse if something has the new name already")
    static final int RENAME_NOREPLACE = 1;
    @Means("exchange the two")
    static final int RENAME_EXCHANGE = 2;
    @Means("refuse if the attribute is there already")
    static final int XATTR_CREATE = 1;
    @Means("refuse if the attribute is not there")
    static final int XATTR_REPLACE = 2;
    @Means("a second number for the same open file")
    static final int F_DUPFD = 0;
    @Means("ask for the flags of the descriptor")
    static final int F_GETFD = 1;
    @Means("set the flags of the descriptor")
    static final int F_SETFD = 2;
    @Means("ask for the flags of the open file")
    static final int F_GETFL = 3;
    @Means("set the flags of the open file")
    static final int F_SETFL = 4;
    @Means("a second number, closed when the process executes a program")
    static final int F_DUPFD_CLOEXEC = 1030;
    @Means("closed when the process executes a program")
    static final int MFD_CLOEXEC = 1;
    @Means("changes can be forbidden later")
    static final int MFD_ALLOW_SEALING = 2;

    @Means("something can be read")
    static final int POLLIN = 1;
    @Means("something can be written")
    static final int POLLOUT = 4;
    @Means("something went wrong")
    static final int POLLERR = 8;
    @Means("the other side has closed")
    static final int POLLHUP = 16;
    @Means("the descriptor is not open")
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
