package learnc.runtime.stage.cgroups;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import learnc.runtime.cgroup.Group;
import learnc.runtime.cgroup.Hierarchy;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.Why;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Limits;

/// Writes limits into the files of a group, and reads each back.
///
/// The names are those of the kernel's admin-guide: cgroup-v1/ (memory.rst, pids.rst, blkio-controller.rst), sched-bwc.rst and cgroup-v2.rst.
final class Limiting {

    private static final int PERIOD_MICROSECONDS = 100_000;
    private static final int LARGEST_PAGE_BYTES = 65536;

    private final Kernel host;
    private final Needs needs;
    private final String path;
    private final List<String> remarks = new ArrayList<>();

    Limiting(Kernel host, Needs needs, String path) {
        this.host = host;
        this.needs = needs;
        this.path = path;
    }

    /// What was asked but is not quite so here.
    List<String> remarks() {
        return remarks;
    }

    @Why(value = "Prepares a limit that was asked for on the command line.", without = "The container could use as much as the whole machine has.")
    void write(Limits limits) {
        if (limits.memoryBytes() != null) {
            memory(limits.memoryBytes());
        }
        if (limits.cpus() != null) {
            cpus(limits.cpus());
        }
        if (limits.pids() != null) {
            set(group("pids"), "pids.max", Long.toString(limits.pids()));
        }
        if (limits.blkioWeight() != null) {
            weight(limits.blkioWeight());
        }
        limits.rates().forEach(this::rate);
    }

    /// Memory, and as much swap again, as Docker does. Version 1 counts both together in its second file, version 2 only the swap.
    private void memory(long bytes) {
        Group group = group("memory");
        if (isUnified("memory")) {
            bytes(group, "memory.max", bytes);
            swap(group, "memory.swap.max", bytes);
        } else {
            bytes(group, "memory.limit_in_bytes", bytes);
            swap(group, "memory.memsw.limit_in_bytes", bytes > Long.MAX_VALUE / 2 ? bytes : 2 * bytes);
        }
    }

    @Why(call = "faccessat2", value = "Looks whether this kernel counts swap at all: some do so only when started with swapaccount=1.",
            without = "Writing the limit would be refused with ENOENT, and the container would not start.")
    private void swap(Group group, String file, long bytes) {
        if (group.has(file)) {
            bytes(group, file, bytes);
        } else {
            remarks.add("this kernel does not count swap (it was started without swapaccount=1): memory is limited, swap is not");
        }
    }

    /// So much time in each period of 100 ms; with more than 1, on several processors at once.
    private void cpus(double cpus) {
        String quota = Long.toString(Math.round(cpus * PERIOD_MICROSECONDS));
        Group group = group("cpu");
        if (isUnified("cpu")) {
            set(group, "cpu.max", quota + " " + PERIOD_MICROSECONDS);
        } else {
            set(group, "cpu.cfs_period_us", Integer.toString(PERIOD_MICROSECONDS));
            set(group, "cpu.cfs_quota_us", quota);
        }
    }

    /// A share of a disk against other groups. It counts only on disks whose scheduler is bfq (or, in version 2, that io.cost models).
    private void weight(int weight) {
        Group group = group(needs.io());
        if (isUnified(needs.io())) {
            weight(group, group.has("io.bfq.weight") ? "io.bfq.weight" : "io.weight", group.has("io.bfq.weight") ? weight : scaled(weight));
        } else {
            weight(group, group.has("blkio.weight") ? "blkio.weight" : "blkio.bfq.weight", weight);
        }
    }

    @Why(call = "faccessat2", value = "Looks whether the kernel has the file for weights: only with the scheduler bfq it has.",
            without = "The write would be refused with ENOENT, and nobody would know why.")
    private void weight(Group group, String file, int weight) {
        if (!group.has(file)) {
            throw new Failure("--blkio-weight needs the file " + file + " in " + group + "\n  but this kernel has none"
                    + "\n  likely because: the I/O scheduler bfq is not loaded, and only it knows weights\n  try: `modprobe bfq`, or leave the weight out");
        }
        String value = Integer.toString(weight);
        set(group, file, value, held -> held.equals(value) || held.lines().anyMatch(("default " + value)::equals));
    }

    /// From Docker's 10…1000 to io.weight's 1…10000, as runc does it.
    static int scaled(int weight) {
        return 1 + (weight - 10) * 9999 / 990;
    }

    private void rate(Limits.DeviceRate rate) {
        Group group = group(needs.io());
        String disk = new Disk(host, rate.device()).number();
        if (isUnified(needs.io())) {
            String value = unifiedKey(rate.direction()) + "=" + rate.perSecond();
            set(group, "io.max", disk + " " + value, held -> held.lines().anyMatch(line -> (line + " ").startsWith(disk + " ") && (line + " ").contains(" " + value + " ")));
        } else {
            String value = disk + " " + rate.perSecond();
            set(group, "blkio.throttle." + fileOf(rate.direction()) + "_device", value, held -> held.lines().anyMatch(value::equals));
        }
    }

    private static String unifiedKey(Limits.Direction direction) {
        return switch (direction) {
            case READ_BYTES -> "rbps";
            case WRITE_BYTES -> "wbps";
            case READ_OPERATIONS -> "riops";
            case WRITE_OPERATIONS -> "wiops";
        };
    }

    private static String fileOf(Limits.Direction direction) {
        return switch (direction) {
            case READ_BYTES -> "read_bps";
            case WRITE_BYTES -> "write_bps";
            case READ_OPERATIONS -> "read_iops";
            case WRITE_OPERATIONS -> "write_iops";
        };
    }

    private Group group(String controller) {
        return new Group(host, needs.hierarchyOf(controller).orElseThrow().directory(path));
    }

    private boolean isUnified(String controller) {
        return needs.hierarchyOf(controller).map(Hierarchy::isUnified).orElseThrow();
    }

    /// The kernel counts memory in pages, so it rounds down to a whole one.
    private void bytes(Group group, String file, long bytes) {
        set(group, file, Long.toString(bytes), held -> isWithinAPage(held, bytes));
    }

    private static boolean isWithinAPage(String held, long bytes) {
        if (held.isEmpty() || held.length() > 19 || !held.chars().allMatch(Character::isDigit)) {
            return false;
        }
        long difference = bytes - Long.parseLong(held);
        return difference >= 0 && difference < LARGEST_PAGE_BYTES;
    }

    private void set(Group group, String file, String value) {
        set(group, file, value, value::equals);
    }

    @Why(call = "write", about = "memory.memsw", value = "Limits memory and swap together, as Docker does: twice the memory.",
            without = "What does not fit into memory would be swapped out without end: the limit would slow the program, not stop it.")
    @Why(call = "write", about = "memory", value = "Limits the memory of all the container's processes together.",
            without = "It could use all of the machine's memory, and the kernel might then kill the host's programs.")
    @Why(call = "write", about = "swap", value = "Limits how much of the container's memory may be moved out to the disk.",
            without = "The limit of memory would only slow the program down, not stop it.")
    @Why(call = "write", about = "cpu", value = "Limits how much processor time the container gets in each tenth of a second.",
            without = "It could keep every processor busy, and everybody else waiting.")
    @Why(call = "write", about = "pids", value = "Limits how many processes and threads the container may have at once.",
            without = "A fork bomb inside would fill the whole machine's table of processes.")
    @Why(call = "write", about = "throttle", value = "Limits how fast the container may read or write this disk.",
            without = "It could take the whole disk's speed for itself.")
    @Why(call = "write", about = "weight", value = "Gives the container its share of the disk when others want the disk, too.",
            without = "All groups would get the same share.")
    @Why(call = "openat", about = "O_WRONLY", value = "Sets a limit that was asked for on the command line.",
            without = "The group would have no such limit.")
    @Why(call = "write", value = "Sets the limit; the next calls read it back.", without = "The group would have no such limit.")
    @Why(value = "Reads the limit back, because a limit is believed only when the kernel says it.",
            without = "The kernel may have rounded or bounded the value, and the container would run with another limit than the one asked for.")
    @Refused(errno = Errno.EINVAL, call = "write", because = "the kernel does not take this value for this limit",
            remedy = "a smaller or greater value; `learnc doctor` shows what works here")
    @Refused(errno = Errno.EBUSY, call = "write", because = "the group already uses more than the new limit", remedy = "a greater limit")
    private void set(Group group, String file, String value, Predicate<String> isHeld) {
        group.set(file, value);
        String held = group.value(file);
        if (!isHeld.test(held)) {
            throw new Failure("asked Linux to limit: echo " + value + " > " + group + "/" + file + "\n  it took the value, but the file says: " + held
                    + "\n  likely because: the kernel knows a tighter bound, or another program writes there too\n  try: `learnc doctor`");
        }
    }
}
