package learnc.runtime.trace.state;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.WholeFile;

/// /proc, read by someone who expects that a process may vanish at any moment.
///
/// @param kernel without a trace around it
record Proc(Kernel kernel) {

    /// The content of a file, or null when it cannot be read.
    String text(String path) {
        try {
            return WholeFile.text(kernel, path);
        } catch (KernelRefusal gone) {
            return null;
        }
    }

    /// Where a link leads, or null when it cannot be read.
    String link(String path) {
        try {
            return kernel.readlinkat(AT_FDCWD, path);
        } catch (KernelRefusal gone) {
            return null;
        }
    }

    /// The names in a directory; none when it cannot be read.
    List<String> names(String path) {
        var names = new ArrayList<String>();
        try {
            Folder.list(kernel, path).forEach(entry -> names.add(entry.name()));
        } catch (KernelRefusal gone) {
            names.clear();
        }
        return names;
    }

    /// The inode of the namespace that a process is in, or null when it cannot be told.
    String namespace(int pid, String kind) {
        String link = link("/proc/" + pid + "/ns/" + kind);
        return link == null ? null : inode(link);
    }

    /// `mnt:[4026531841]` → `4026531841`.
    static String inode(String link) {
        return link.substring(link.indexOf('[') + 1, link.length() - 1);
    }
}
