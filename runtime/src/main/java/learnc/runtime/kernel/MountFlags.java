package learnc.runtime.kernel;

/// Constants of mount(2), umount2(2) and of the newer file-descriptor-based mount calls (`linux/mount.h`).
public final class MountFlags {

    @Means("nothing can be written through this mount")
    public static final long MS_RDONLY = 1;
    @Means("setuid and setgid bits, and capabilities of files, have no effect")
    public static final long MS_NOSUID = 2;
    @Means("device files cannot be opened")
    public static final long MS_NODEV = 4;
    @Means("nothing can be executed")
    public static final long MS_NOEXEC = 8;
    @Means("no new mount: change the options of the one that is there")
    public static final long MS_REMOUNT = 32;
    @Means("reading a file does not change its time of access")
    public static final long MS_NOATIME = 1024;
    @Means("reading a directory does not change its time of access")
    public static final long MS_NODIRATIME = 2048;
    @Means("show the same files at a second place")
    public static final long MS_BIND = 4096;
    @Means("move a mount to another place")
    public static final long MS_MOVE = 8192;
    @Means("also everything that is mounted below")
    public static final long MS_REC = 16384;
    @Means("no messages in the kernel's log")
    public static final long MS_SILENT = 32768;
    @Means("neither shares mounts with others, nor can be bound elsewhere")
    public static final long MS_UNBINDABLE = 1 << 17;
    @Means("what is mounted here is not seen elsewhere, and the other way round")
    public static final long MS_PRIVATE = 1 << 18;
    @Means("what is mounted elsewhere is seen here, but not the other way round")
    public static final long MS_SLAVE = 1 << 19;
    @Means("what is mounted here is seen at every copy, and the other way round")
    public static final long MS_SHARED = 1 << 20;
    @Means("the time of access is changed only when it is older than that of the last change")
    public static final long MS_RELATIME = 1 << 21;
    @Means("the time of access is changed at each reading")
    public static final long MS_STRICTATIME = 1 << 24;

    @Means("also when a network file system does not answer")
    public static final int MNT_FORCE = 1;
    @Means("out of sight at once; gone when nobody uses it any more")
    public static final int MNT_DETACH = 2;
    @Means("if the path is a symlink, refuse")
    public static final int UMOUNT_NOFOLLOW = 8;

    @Means("closed when the process executes a program")
    public static final int FSOPEN_CLOEXEC = 1;
    @Means("closed when the process executes a program")
    public static final int FSMOUNT_CLOEXEC = 1;
    @Means("an option without a value")
    public static final int FSCONFIG_SET_FLAG = 0;
    @Means("an option with a text")
    public static final int FSCONFIG_SET_STRING = 1;
    @Means("an option with bytes")
    public static final int FSCONFIG_SET_BINARY = 2;
    @Means("an option with a path")
    public static final int FSCONFIG_SET_PATH = 3;
    @Means("an option with an open file")
    public static final int FSCONFIG_SET_PATH_EMPTY = 4;
    @Means("an option with a descriptor")
    public static final int FSCONFIG_SET_FD = 5;
    @Means("make the file system from the options given so far")
    public static final int FSCONFIG_CMD_CREATE = 6;
    @Means("change the options of a file system that is in use")
    public static final int FSCONFIG_CMD_RECONFIGURE = 7;

    @Means("a copy of the mount, attached nowhere yet; without it, only the place")
    public static final int OPEN_TREE_CLONE = 1;
    @Means("closed when the process executes a program")
    public static final int OPEN_TREE_CLOEXEC = 0x80000;
    @Means("what is moved is the first descriptor itself")
    public static final int MOVE_MOUNT_F_EMPTY_PATH = 0x04;
    @Means("the place is the second descriptor itself")
    public static final int MOVE_MOUNT_T_EMPTY_PATH = 0x40;

    @Means("nothing can be written through this mount")
    public static final long MOUNT_ATTR_RDONLY = 0x01;
    @Means("setuid and setgid bits, and capabilities of files, have no effect")
    public static final long MOUNT_ATTR_NOSUID = 0x02;
    @Means("device files cannot be opened")
    public static final long MOUNT_ATTR_NODEV = 0x04;
    @Means("nothing can be executed")
    public static final long MOUNT_ATTR_NOEXEC = 0x08;
    @Means("owners of files are translated by a user namespace")
    public static final long MOUNT_ATTR_IDMAP = 0x100000;

    static final Names MOUNT = Names.ofBits(MountFlags.class, "MS_");
    static final Names UNMOUNT = Names.ofBits(MountFlags.class, "MNT_", "UMOUNT_");
    static final Names FSCONFIG = Names.ofValues(MountFlags.class, "FSCONFIG_");
    static final Names FSOPEN = Names.ofBits(MountFlags.class, "FSOPEN_");
    static final Names FSMOUNT = Names.ofBits(MountFlags.class, "FSMOUNT_");
    private static final int AT_RECURSIVE = OpenFlags.AT_RECURSIVE;
    private static final int AT_EMPTY_PATH = OpenFlags.AT_EMPTY_PATH;
    private static final int AT_SYMLINK_NOFOLLOW = OpenFlags.AT_SYMLINK_NOFOLLOW;
    static final Names OPEN_TREE = Names.ofBits(MountFlags.class, "OPEN_TREE_", "AT_");
    static final Names MOVE_MOUNT = Names.ofBits(MountFlags.class, "MOVE_MOUNT_");
    static final Names ATTRIBUTES = Names.ofBits(MountFlags.class, "MOUNT_ATTR_");

    private MountFlags() {
    }
}
