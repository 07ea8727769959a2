package learnc.runtime.experiment;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.cgroup.MountLine;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.WholeFile;

/// What a process looks like from outside, at the moment when it starts the program: only what an experiment may change.
///
/// @param mounts           how many it sees
/// @param sharedMounts     those of which others hear
/// @param hostName         what it calls itself
/// @param namespacesOfHost those that it has in common with learnc, as `net`
/// @param capabilities     `CapBnd` of proc_pid_status(5): what its programs can ever have
/// @param noNewPrivileges  whether setuid programs give it nothing
/// @param hiddenFiles      how many paths of /proc and /sys are covered
/// @param descriptors      the files that its program inherits beyond the three usual ones
record Sight(int mounts, int sharedMounts, String hostName, List<String> namespacesOfHost, long capabilities, boolean noNewPrivileges, int hiddenFiles,
             List<String> descriptors) {

    private static final List<String> NAMESPACES = List.of("mnt", "pid", "uts", "ipc", "net", "cgroup");
    private static final int HEXADECIMAL = 16;
    private static final int OCTAL = 8;
    private static final long CLOSED_AT_EXECVE = 02000000;
    private static final int STANDARD_ERROR = 2;

    /// Looks.
    ///
    /// @param host   learnc's own eyes, seen by nobody
    /// @param inside the process itself, for what only it can tell
    static Sight of(Kernel host, Kernel inside) {
        String process = "/proc/" + inside.actor().pid();
        String mountinfo = WholeFile.text(host, process + "/mountinfo");
        String status = WholeFile.text(host, process + "/status");
        List<MountLine> mounts = MountLine.all(mountinfo);
        return new Sight(mounts.size(), shared(mountinfo), hostName(inside), namespaces(host, process),
                Long.parseUnsignedLong(field(status, "CapBnd"), HEXADECIMAL), field(status, "NoNewPrivs").equals("1"), hidden(mounts),
                descriptors(host, process));
    }

    private static int shared(String mountinfo) {
        return (int) mountinfo.lines().filter(line -> line.contains(" shared:")).count();
    }

    private static String hostName(Kernel inside) {
        try {
            return WholeFile.text(inside, "/proc/sys/kernel/hostname").strip();
        } catch (KernelRefusal noProc) {
            return "?";
        }
    }

    private static List<String> namespaces(Kernel host, String process) {
        var same = new ArrayList<String>();
        for (String kind : NAMESPACES) {
            if (host.readlinkat(AT_FDCWD, process + "/ns/" + kind).equals(host.readlinkat(AT_FDCWD, "/proc/self/ns/" + kind))) {
                same.add(kind);
            }
        }
        return same;
    }

    private static int hidden(List<MountLine> mounts) {
        int hidden = 0;
        for (MountLine mount : mounts) {
            String point = mount.mountPoint();
            if (point.startsWith("/proc/") || point.equals("/sys/firmware") || point.startsWith("/sys/devices/")) {
                hidden++;
            }
        }
        return hidden;
    }

    private static List<String> descriptors(Kernel host, String process) {
        var open = new ArrayList<String>();
        for (Folder.Entry entry : Folder.list(host, process + "/fd")) {
            String flags = field(WholeFile.text(host, process + "/fdinfo/" + entry.name()), "flags");
            if (Integer.parseInt(entry.name()) > STANDARD_ERROR && (Long.parseLong(flags, OCTAL) & CLOSED_AT_EXECVE) == 0) {
                open.add(entry.name() + "<" + host.readlinkat(AT_FDCWD, process + "/fd/" + entry.name()) + ">");
            }
        }
        return open;
    }

    private static String field(String text, String name) {
        for (String line : text.split("\n")) {
            if (line.startsWith(name + ":")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }
}
