package learnc.runtime.spec;

/// Something that a run makes on the host, and that must be gone when the run is over. The ledger is told before it is made.
public sealed interface Made {

    /// A mount on the host's side.
    record Mount(String path) implements Made {
    }

    /// A directory, with everything in it.
    record Directory(String path) implements Made {
    }

    /// A plain file.
    record File(String path) implements Made {
    }

    /// A cgroup, as the path of its directory in one hierarchy. It is removed when no process is in it any more; those that are, are killed.
    record Cgroup(String path) implements Made {
    }

    /// A network link on the host, by name.
    record Link(String name) implements Made {
    }

    /// The nftables rules of one container: those that carry this comment.
    record NatRules(String containerId) implements Made {
    }

    /// A process, told apart from later ones with the same number by its start time (field 22 of /proc/PID/stat, in clock ticks).
    record Process(int pid, long startTicks) implements Made {
    }
}
