package learnc.runtime.kernel;

/// The numbers by which statfs(2) tells kinds of file systems apart (`linux/magic.h`): those that learnc meets.
final class FileSystemMagic {

    static final long CGROUP_SUPER_MAGIC = 0x27E0EB;
    static final long CGROUP2_SUPER_MAGIC = 0x63677270;
    static final long PROC_SUPER_MAGIC = 0x9FA0;
    static final long SYSFS_MAGIC = 0x62656572;
    static final long TMPFS_MAGIC = 0x01021994;
    static final long RAMFS_MAGIC = 0x858458F6L;
    static final long OVERLAYFS_SUPER_MAGIC = 0x794C7630;
    static final long EXT2_SUPER_MAGIC = 0xEF53;
    static final long XFS_SUPER_MAGIC = 0x58465342;
    static final long BTRFS_SUPER_MAGIC = 0x9123683EL;
    static final long F2FS_SUPER_MAGIC = 0xF2F52010L;
    static final long NFS_SUPER_MAGIC = 0x6969;
    static final long FUSE_SUPER_MAGIC = 0x65735546;
    static final long SQUASHFS_MAGIC = 0x73717368;
    static final long NSFS_MAGIC = 0x6E736673;
    static final long V9FS_MAGIC = 0x01021997;

    static final Names NAMES = Names.ofValues(FileSystemMagic.class, "");

    private FileSystemMagic() {
    }
}
