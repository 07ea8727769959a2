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
    static final Names OPEN = Names.ofFieldAndBits(ACCESS_MODE, OpenFlags.class, "O_");
    static final Names NEW_DESCRIPTOR = Names.ofBits(OpenFlags.class, "O_CLOEXEC", "O_NONBLOCK");
    static final Names AT = Names.ofBits(OpenFlags.class, "AT_SYM", "AT_REM", "AT_NO", "AT_EMPTY", "AT_REC");
    static final Names RESOLVE = Names.ofBits(OpenFlags.class, "RESOLVE_");

    private OpenFlags() {
    }
}
