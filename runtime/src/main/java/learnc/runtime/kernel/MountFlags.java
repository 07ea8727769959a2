package learnc.runtime.kernel;

/// Constants of mount(2), umount2(2) and of the newer file-descriptor-based mount calls (`linux/mount.h`).
public final class MountFlags {

    public static final long MS_RDONLY = 1;
    public static final long MS_NOSUID = 2;
    public static final long MS_NODEV = 4;
    public static final long MS_NOEXEC = 8;
    public static final long MS_REMOUNT = 32;
    public static final long MS_NOATIME = 1024;
    public static final long MS_NODIRATIME = 2048;
    public static final long MS_BIND = 4096;
    public static final long MS_MOVE = 8192;
    public static final long MS_REC = 16384;
    public static final long MS_SILENT = 32768;
    public static final long MS_UNBINDABLE = 1 << 17;
    public static final long MS_PRIVATE = 1 << 18;
    public static final long MS_SLAVE = 1 << 19;
    public static final long MS_SHARED = 1 << 20;
    public static final long MS_RELATIME = 1 << 21;
    public static final long MS_STRICTATIME = 1 << 24;

    public static final int MNT_FORCE = 1;
    public static final int MNT_DETACH = 2;
    public static final int UMOUNT_NOFOLLOW = 8;

    public static final int FSOPEN_CLOEXEC = 1;
    public static final int FSMOUNT_CLOEXEC = 1;
    public static final int FSCONFIG_SET_FLAG = 0;
    public static final int FSCONFIG_SET_STRING = 1;
    public static final int FSCONFIG_SET_BINARY = 2;
    public static final int FSCONFIG_SET_PATH = 3;
    public static final int FSCONFIG_SET_PATH_EMPTY = 4;
    public static final int FSCONFIG_SET_FD = 5;
    public static final int FSCONFIG_CMD_CREATE = 6;
    public static final int FSCONFIG_CMD_RECONFIGURE = 7;

    public static final int OPEN_TREE_CLONE = 1;
    public static final int OPEN_TREE_CLOEXEC = 0x80000;
    public static final int MOVE_MOUNT_F_EMPTY_PATH = 0x04;
    public static final int MOVE_MOUNT_T_EMPTY_PATH = 0x40;

    public static final long MOUNT_ATTR_RDONLY = 0x01;
    public static final long MOUNT_ATTR_NOSUID = 0x02;
    public static final long MOUNT_ATTR_NODEV = 0x04;
    public static final long MOUNT_ATTR_NOEXEC = 0x08;
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
