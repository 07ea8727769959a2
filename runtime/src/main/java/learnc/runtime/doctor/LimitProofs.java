package learnc.runtime.doctor;

import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNS;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWPID;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import learnc.runtime.cgroup.CgroupRemoval;
import learnc.runtime.cgroup.Group;
import learnc.runtime.cgroup.Hierarchies;
import learnc.runtime.cgroup.Hierarchy;
import learnc.runtime.kernel.ChildStatus;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.InitDied;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Signal;
import learnc.runtime.spec.Cgroup;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Limits;
import learnc.runtime.spec.Made;
import learnc.runtime.stage.cgroups.Cgroups;

/// Each limit, by its effect: a process goes beyond it, and something happens to the process.
final class LimitProofs {

    private static final long MIB = 1 << 20;
    private static final long LITTLE_MEMORY_BYTES = 16 * MIB;
    private static final long MUCH_MEMORY_BYTES = 64 * MIB;
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS_POPULATE = 0x2 | 0x20 | 0x8000;
    private static final double LITTLE_TIME_CPUS = 0.1;
    private static final long BURN_NANOSECONDS = 20_000_000_000L;
    private static final int BURN_BYTES = 512 * 1024;
    private static final int SOME_WEIGHT = 300;

    private final Kernel host;
    private final Inits inits;
    private final Bench bench;
    private final Findings findings = new Findings();

    LimitProofs(Kernel host, Inits inits, Bench bench) {
        this.host = host;
        this.inits = inits;
        this.bench = bench;
    }

    List<Finding> findings() {
        layout();
        findings.need("a group", () -> confined(Limits.NONE, 0, (trial, cgroup) -> "made, joined, seen from inside as / and removed"));
        findings.need("--memory", () -> confined(new Limits(LITTLE_MEMORY_BYTES, null, null, null, List.of()), CLONE_NEWPID, this::memory));
        findings.need("--cpus", () -> confined(new Limits(null, LITTLE_TIME_CPUS, null, null, List.of()), CLONE_NEWPID, this::cpus));
        findings.need("--pids-limit", () -> confined(new Limits(null, null, 1L, null, List.of()), 0, this::pids));
        findings.wish("--blkio-weight", () -> confined(new Limits(null, null, null, SOME_WEIGHT, List.of()), 0, this::weight));
        findings.wish("--device-write-bps", () -> new RateProof(host, bench.directory()).proof(this::confined));
        devices();
        return findings.all();
    }

    private void layout() {
        List<Hierarchy> hierarchies = Hierarchies.mounted(host);
        boolean hasTwo = hierarchies.stream().anyMatch(Hierarchy::isUnified);
        boolean hasOne = hierarchies.stream().anyMatch(hierarchy -> !hierarchy.isUnified());
        String controllers = String.join(" ", hierarchies.stream().flatMap(hierarchy -> hierarchy.controllers().stream()).toList());
        if (hierarchies.isEmpty()) {
            findings.fails("layout", "no control groups are mounted", "mount -t cgroup2 cgroup2 /sys/fs/cgroup");
        } else {
            findings.works("layout", (hasOne && hasTwo ? "hybrid: version 1 with a version 2 beside it" : hasTwo ? "version 2" : "version 1") + "; " + controllers);
        }
    }

    /// What is done with a process that a group confines.
    interface Experiment extends BiFunction<Trial, Cgroup, String> {
    }

    /// Makes a process, confines it as a container is confined, makes an experiment with it, and removes both.
    private String confined(Limits limits, long namespaces, Experiment experiment) {
        var made = new ArrayList<String>();
        try (var trial = new Trial(host, inits, CLONE_NEWNS | namespaces)) {
            var cgroups = new Cgroups(host, thing -> {
                bench.ledger().willMake(thing);
                made.add(((Made.Cgroup) thing).path());
            });
            emptySys(trial.inside());
            return experiment.apply(trial, cgroups.confine(trial.init(), bench.request(limits)));
        } finally {
            made.reversed().forEach(new CgroupRemoval(host)::remove);
        }
    }

    /// A container has a /sys of its own, on which nothing is mounted yet.
    private static void emptySys(Kernel inside) {
        inside.mount("tmpfs", "/sys", "tmpfs", 0, null);
        inside.mkdirat(AT_FDCWD, "/sys/fs", 0755);
        inside.mkdirat(AT_FDCWD, "/sys/fs/cgroup", 0755);
    }

    private String memory(Trial trial, Cgroup cgroup) {
        try {
            trial.inside().mmap(MUCH_MEMORY_BYTES, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS_POPULATE);
        } catch (InitDied expected) {
            ChildStatus status = trial.end();
            if (status.killed() && status.status() == Signal.SIGKILL.number()) {
                return "a process that took 64 MiB of its 16 was killed" + remark(cgroup);
            }
            throw new Failure("a process that took 64 MiB of its 16 ended with status " + status.exitCode());
        }
        throw new Failure("a process took 64 MiB although its limit is 16\n  try: report this with `uname -r`");
    }

    private static String remark(Cgroup cgroup) {
        return cgroup.remarks().isEmpty() ? "" : " (" + String.join("; ", cgroup.remarks()) + ")";
    }

    private String cpus(Trial trial, Cgroup cgroup) {
        var cpu = new Group(host, directoryOf("cpu"));
        int random = trial.inside().openat(AT_FDCWD, "/dev/urandom", O_RDONLY | O_CLOEXEC, 0);
        var chunk = new byte[BURN_BYTES];
        long start = System.nanoTime();
        while (System.nanoTime() - start < BURN_NANOSECONDS) {
            trial.inside().read(random, chunk);
            if (throttled(cpu.value("cpu.stat")) > 0) {
                return "a busy process with a tenth of a processor had to wait after " + (System.nanoTime() - start) / 1_000_000 + " ms";
            }
        }
        throw new Failure("a process wanted more time than a tenth of a processor, and never had to wait: " + cpu.value("cpu.stat").replace('\n', ' ')
                + "\n  try: again when the machine is less busy");
    }

    static long throttled(String statistics) {
        String field = "nr_throttled ";
        return statistics.lines().filter(line -> line.startsWith(field)).mapToLong(line -> Long.parseLong(line.substring(field.length()))).sum();
    }

    private String pids(Trial trial, Cgroup cgroup) {
        trial.inside().unshare(CLONE_NEWPID);
        try {
            trial.child().close();
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.EAGAIN)) {
                return "a second process was refused with EAGAIN";
            }
            throw refusal;
        }
        throw new Failure("a second process was started although the limit is 1\n  try: report this with `uname -r`");
    }

    private String weight(Trial trial, Cgroup cgroup) {
        var schedulers = new Schedulers(host);
        if (schedulers.withWeights().isEmpty()) {
            throw new Unprovable("the kernel holds the number, but no disk here has a scheduler that looks at it (" + schedulers + ")",
                    "echo bfq > /sys/block/DISK/queue/scheduler");
        }
        return "held, and looked at by " + String.join(" ", schedulers.withWeights());
    }

    private void devices() {
        if (hierarchyOf("devices") == null) {
            findings.note("list of devices", "only version 1 has it without a BPF program: a container with CAP_MKNOD can make nodes of the host's devices",
                    "--cap-drop MKNOD");
        } else {
            findings.need("list of devices", () -> confined(Limits.NONE, 0, this::devices));
        }
    }

    private String devices(Trial trial, Cgroup cgroup) {
        String node = bench.directory() + "/kmsg";
        host.mknodat(AT_FDCWD, node, 0020600, 1 << 8 | 11);
        try {
            trial.inside().close(trial.inside().openat(AT_FDCWD, node, O_RDONLY | O_CLOEXEC, 0));
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.EPERM)) {
                return "/dev/kmsg, which is not on it, cannot be opened";
            }
            throw refusal;
        }
        throw new Failure("/dev/kmsg, which is not on the list, could be opened\n  try: report this with `uname -r`");
    }

    private String directoryOf(String controller) {
        return hierarchyOf(controller).directory("/" + CgroupRemoval.PREFIX + bench.id());
    }

    private Hierarchy hierarchyOf(String controller) {
        return Hierarchies.mounted(host).stream().filter(hierarchy -> hierarchy.has(controller)).findFirst().orElse(null);
    }
}
