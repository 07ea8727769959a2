package learnc.runtime.stage.namespaces;

import static learnc.runtime.kernel.MountFlags.MS_NOATIME;
import static learnc.runtime.kernel.MountFlags.MS_NODEV;
import static learnc.runtime.kernel.MountFlags.MS_NODIRATIME;
import static learnc.runtime.kernel.MountFlags.MS_NOEXEC;
import static learnc.runtime.kernel.MountFlags.MS_NOSUID;
import static learnc.runtime.kernel.MountFlags.MS_RDONLY;
import static learnc.runtime.kernel.MountFlags.MS_RELATIME;
import static learnc.runtime.kernel.MountFlags.MS_STRICTATIME;

/// The options of a `--tmpfs`, parted: mount(2) takes flags as bits, and the rest as the file system's own text.
///
/// @param flags of `MS_…`; Docker's default is noexec, nosuid and nodev, each taken back by exec, suid and dev
/// @param data  what tmpfs(5) itself understands (`size=64m,mode=1777`), or null
record TmpfsOptions(long flags, String data) {

    private static final long DEFAULT = MS_NOEXEC | MS_NOSUID | MS_NODEV;

    static TmpfsOptions of(String options) {
        long flags = DEFAULT;
        var data = new StringBuilder();
        for (String option : options.split(",")) {
            long changed = changed(flags, option);
            if (changed < 0) {
                data.append(data.isEmpty() ? "" : ",").append(option);
            } else {
                flags = changed;
            }
        }
        return new TmpfsOptions(flags, data.isEmpty() ? null : data.toString());
    }

    /// The flags after an option, or −1 when it is one of tmpfs' own.
    private static long changed(long flags, String option) {
        return switch (option) {
            case "", "defaults" -> flags;
            case "ro" -> flags | MS_RDONLY;
            case "rw" -> flags & ~MS_RDONLY;
            case "noexec" -> flags | MS_NOEXEC;
            case "exec" -> flags & ~MS_NOEXEC;
            case "nosuid" -> flags | MS_NOSUID;
            case "suid" -> flags & ~MS_NOSUID;
            case "nodev" -> flags | MS_NODEV;
            case "dev" -> flags & ~MS_NODEV;
            case "noatime" -> flags | MS_NOATIME;
            case "nodiratime" -> flags | MS_NODIRATIME;
            case "relatime" -> flags | MS_RELATIME;
            case "strictatime" -> flags | MS_STRICTATIME;
            default -> -1;
        };
    }

    /// The data with the permissions of the directory that is covered, unless the user has said which.
    String withMode(int permissions) {
        if (data != null && (data.startsWith("mode=") || data.contains(",mode="))) {
            return data;
        }
        String mode = "mode=" + Integer.toOctalString(permissions);
        return data == null ? mode : data + "," + mode;
    }
}
