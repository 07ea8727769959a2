package learnc.runtime.stage.unpack;

import java.util.Map;

/// One member of a layer's archive, checked and in Linux's words.
///
/// @param path         relative to the layer's root, without `.`, `..` or an empty part; empty for the root itself
/// @param kind         what it is
/// @param sizeBytes    length of its content; 0 for all but files
/// @param isSparse     whether long stretches of its content are zeros that the archive does not hold
/// @param permissions  with setuid, setgid and sticky
/// @param owner        user number
/// @param group        group number
/// @param mtimeSeconds     last change, seconds since 1970
/// @param mtimeNanoseconds and the rest, 0 to 999 999 999
/// @param device       for devices: the number as mknod(2) takes it
/// @param link         for a symlink its target as it stands there; for a hard link a checked path as above
/// @param attributes   extended attributes to set
record Entry(String path, Kind kind, long sizeBytes, boolean isSparse, int permissions, int owner, int group,
             long mtimeSeconds, int mtimeNanoseconds, long device, String link, Map<String, byte[]> attributes) {

    /// What a member of an archive can be. Sockets cannot be archived.
    enum Kind {
        FILE(0100000), DIRECTORY(0040000), SYMLINK(0120000), HARD_LINK(0), CHARACTER_DEVICE(0020000), BLOCK_DEVICE(0060000), FIFO(0010000);

        private final int mode;

        Kind(int mode) {
            this.mode = mode;
        }

        /// The bits of `st_mode` that say the kind.
        int mode() {
            return mode;
        }
    }

    /// The last part of the path.
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The path without its last part; empty for the root.
    String parent() {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /// Whether it is the root of the layer itself.
    boolean isRoot() {
        return path.isEmpty();
    }
}
