package learnc.runtime.cgroup;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_WRONLY;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelText;
import learnc.runtime.kernel.WholeFile;

/// One group: a directory whose files are its state.
public final class Group {

    private static final long CGROUP_SUPER_MAGIC = 0x27e0eb;
    private static final long CGROUP2_SUPER_MAGIC = 0x63677270;

    private final Kernel host;
    private final String directory;

    /// @param directory on the host; it need not exist yet
    public Group(Kernel host, String directory) {
        this.host = host;
        this.directory = directory;
    }

    /// Where it is.
    public String directory() {
        return directory;
    }

    /// The group that it is in.
    public Group above() {
        return new Group(host, directory.substring(0, directory.lastIndexOf('/')));
    }

    /// The groups in it.
    public List<Group> below() {
        var groups = new ArrayList<Group>();
        for (Folder.Entry entry : Folder.list(host, directory)) {
            if (entry.isDirectory()) {
                groups.add(new Group(host, directory + "/" + entry.name()));
            }
        }
        return groups;
    }

    /// Makes it. The group that it is in must exist.
    public void make() {
        host.mkdirat(AT_FDCWD, directory, 0755);
    }

    /// Whether it exists.
    public boolean exists() {
        return Folder.exists(host, directory);
    }

    /// Whether the directory is a group at all: on another file system, any file may be written, and nothing is limited.
    public boolean isReal() {
        long magic = host.statfs(directory);
        return magic == CGROUP_SUPER_MAGIC || magic == CGROUP2_SUPER_MAGIC;
    }

    /// Whether it has a file of this name.
    public boolean has(String file) {
        return Folder.exists(host, directory + "/" + file);
    }

    /// What a file says, without the line break at the end.
    public String value(String file) {
        return WholeFile.text(host, directory + "/" + file).strip();
    }

    /// Writes a value to a file.
    public void set(String file, String value) {
        WholeFile.set(host, directory + "/" + file, value);
    }

    /// Opens a file for writing, for somebody else; whoever writes with it acts with learnc's rights.
    public int open(String file) {
        return host.openat(AT_FDCWD, directory + "/" + file, O_WRONLY | O_CLOEXEC, 0);
    }

    /// Writes several values to a file, one after the other.
    public void setEach(String file, List<String> values) {
        int descriptor = open(file);
        try {
            for (String value : values) {
                byte[] content = KernelText.bytes(value);
                host.write(descriptor, content, 0, content.length);
            }
        } finally {
            host.close(descriptor);
        }
    }

    /// Moves a process into it, with all its threads. Children that it has already are not moved.
    public void add(int pid) {
        set("cgroup.procs", Integer.toString(pid));
    }

    /// The processes that are in it, but not those in groups below. A process that this PID namespace does not know counts as 0.
    public List<Integer> processes() {
        var pids = new ArrayList<Integer>();
        for (String pid : value("cgroup.procs").split("\n")) {
            if (!pid.isEmpty()) {
                pids.add(Integer.valueOf(pid));
            }
        }
        return pids;
    }

    @Override
    public String toString() {
        return directory;
    }
}
