package learnc.runtime.kernel;

/// What statx(2) tells about a file.
///
/// @param mode        kind and permission bits together, as in `st_mode`
/// @param owner       user number
/// @param group       group number
/// @param links       how many names it has
/// @param sizeBytes   length of the content
/// @param inode       its number in its file system
/// @param device      the file system it is on, as `major << 32 | minor`
/// @param ownDevice   for a device node: the device it stands for, as `major << 32 | minor`
/// @param mtimeSeconds     last change of content, seconds since 1970
/// @param mtimeNanoseconds and the rest
/// @param mountId     the mount it was reached through, as in /proc/self/mountinfo
public record FileStatus(int mode, int owner, int group, int links, long sizeBytes, long inode, long device, long ownDevice,
                         long mtimeSeconds, int mtimeNanoseconds, long mountId) {

    private static final int KIND = 0170000;

    static FileStatus of(byte[] statx) {
        return new FileStatus(Decoders.intAt(statx, 28) & 0xFFFF, Decoders.intAt(statx, 20), Decoders.intAt(statx, 24),
                Decoders.intAt(statx, 16), Decoders.longAt(statx, 40), Decoders.longAt(statx, 32), pair(statx, 136), pair(statx, 128),
                Decoders.longAt(statx, 112), Decoders.intAt(statx, 120), Decoders.longAt(statx, 144));
    }

    private static long pair(byte[] statx, int at) {
        return (long) Decoders.intAt(statx, at) << 32 | Integer.toUnsignedLong(Decoders.intAt(statx, at + 4));
    }

    /// Whether it is a directory.
    public boolean isDirectory() {
        return (mode & KIND) == 0040000;
    }

    /// Whether it is a plain file.
    public boolean isRegularFile() {
        return (mode & KIND) == 0100000;
    }

    /// Whether it is a symbolic link.
    public boolean isSymbolicLink() {
        return (mode & KIND) == 0120000;
    }

    /// Whether it is a character device.
    public boolean isCharacterDevice() {
        return (mode & KIND) == 0020000;
    }

    /// Whether it is a block device: a disk, or a part of one.
    public boolean isBlockDevice() {
        return (mode & KIND) == 0060000;
    }

    /// The permission bits with setuid, setgid and sticky.
    public int permissions() {
        return mode & 07777;
    }

    String decoded() {
        return "{stx_mode=" + Decoders.kindAndMode(mode) + ", stx_uid=" + owner + ", stx_gid=" + group + ", stx_size=" + sizeBytes + "}";
    }
}
