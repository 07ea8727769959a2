package learnc.runtime.kernel;

/// What statfs(2) tells about the room in a file system.
///
/// @param freeBytes what is left for a process without privileges
/// @param freeFiles how many files can still be made; 0 where the file system has no such number
public record FreeSpace(long freeBytes, long freeFiles) {

    private static final int BLOCK_BYTES_AT = 8;
    private static final int FREE_BLOCKS_AT = 32;
    private static final int FREE_FILES_AT = 48;

    static FreeSpace of(byte[] statfs) {
        return new FreeSpace(Decoders.longAt(statfs, BLOCK_BYTES_AT) * Decoders.longAt(statfs, FREE_BLOCKS_AT),
                Decoders.longAt(statfs, FREE_FILES_AT));
    }

    static String decoded(byte[] statfs) {
        return "{f_bsize=" + Decoders.longAt(statfs, BLOCK_BYTES_AT) + ", f_bavail=" + Decoders.longAt(statfs, FREE_BLOCKS_AT)
                + ", f_ffree=" + Decoders.longAt(statfs, FREE_FILES_AT) + "}";
    }
}
