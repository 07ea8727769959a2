package learnc.runtime.experiment;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// The classic mistakes, each with what should come of it. Make a prediction of your own before you read ours.
public enum Experiment {

    /// sethostname(2) is forgotten.
    HOSTNAME("a new UTS namespace is a copy: without sethostname the program sees the host's own name", () -> List.of(Fault.skipped("sethostname"))),

    /// The mounts are not made private before the first one is made.
    SHARED_MOUNTS("each mount that the container makes appears in the host's mount table too and stays there; and pivot_root refuses (EINVAL), because it will not"
            + " move a root about that others are told of", () -> List.of(Fault.skipped("mount:propagation=private:when=1"))),

    /// chroot(2) instead of pivot_root(2).
    CHROOT("the program sees the image's files and nothing seems wrong; but the host's root is still the root of its mount namespace, one nsenter (or one old chroot trick) away",
            () -> List.of(Fault.instead("pivot_root=chroot"))),

    /// The limit on processes is written only after the program runs. Needs --pids-limit.
    LATE_LIMIT("learnc reads each limit back before it starts the program: it finds that this one is not there, and refuses; an engine that believes its own write would"
            + " let the program fork without limit at first", () -> List.of(Fault.held("write:path=*/pids.max:until=execve"))),

    /// The user is changed only after the capabilities are given up. Needs a user, as in -u 1000.
    LATE_USER("who has given up CAP_SETUID cannot become another user any more: setresuid is refused (EPERM), and the program runs"
            + " as root in spite of -u", () -> List.of(Fault.swapped("setresuid,capset"))),

    /// The mounts are made private only when there are some already.
    LATE_PRIVATE("what was mounted before appears in the host's mount table too, and stays there; what is mounted afterwards does not, and the container seems to be in order",
            () -> List.of(Fault.swapped("mount:propagation=private:when=1,mount:filesystemtype=proc"))),

    /// Docker's list of capabilities is not applied.
    CAPABILITIES("the program is root with every right over its own namespaces, and with some over the host: to load a kernel module, to set the clock",
            () -> List.of(Fault.skipped("capset"), Fault.skipped("prctl:op=PR_CAPBSET_DROP"), Fault.skipped("prctl:op=PR_CAP_AMBIENT"))),

    /// no_new_privs is not set.
    NEW_PRIVILEGES("a setuid program in the image, such as su, makes root of a user without rights",
            () -> List.of(Fault.skipped("prctl:op=PR_SET_NO_NEW_PRIVS"))),

    /// /proc and /sys are left as they are.
    OPEN_PROC("/proc/kcore, /proc/keys and /sys/firmware show the whole machine, and /proc/sysrq-trigger can restart it",
            () -> List.of(Fault.skipped("mount:source=/dev/null"), Fault.skipped("mount:filesystemtype=tmpfs:mountflags=MS_RDONLY"),
                    Fault.skipped("mount:source=/proc/*"), Fault.skipped("mount_setattr:pathname=/proc/*"))),

    /// The kernel refuses pivot_root.
    REFUSED_PIVOT("the run stops there and then: nothing is ever executed on the host's root; learnc says why, ends with 125, and takes everything back",
            () -> List.of(Fault.injected("pivot_root:error=EINVAL"))),

    /// There is no room for the container's control group.
    REFUSED_CGROUP("no control group, no container: learnc ends with 125, and what it had made before (the overlay, the init) is gone",
            () -> List.of(Fault.injected("mkdirat:path=*/learnc-*:error=ENOSPC")));

    private final String prediction;
    private final Supplier<List<Fault>> faults;

    Experiment(String prediction, Supplier<List<Fault>> faults) {
        this.prediction = prediction;
        this.faults = faults;
    }

    /// How it is asked for: `shared-mounts`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What we expect to happen.
    public String prediction() {
        return prediction;
    }

    /// What is broken. New ones each time, because a selector counts.
    public List<Fault> faults() {
        return faults.get();
    }
}
