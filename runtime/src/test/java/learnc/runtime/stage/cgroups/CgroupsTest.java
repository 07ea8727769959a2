package learnc.runtime.stage.cgroups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.cgroup.Machines;
import learnc.runtime.cgroup.PaperFiles;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.RecordingDoor;
import learnc.runtime.spec.Cgroup;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The stage on machines on paper: which calls it makes, in which order.
class CgroupsTest {

    private static final Limits ALL = new Limits(64L << 20, 1.5, 100L, null, List.of());
    private static final long TMPFS_MAGIC = 0x01021994;

    private final RecordingDoor inside = new RecordingDoor(new Actor("inside", 4711, 1));
    private final Init init = new Init(4711, 9, new Kernel(inside));
    private final List<String> ledger = new ArrayList<>();

    private static PaperFiles unified() {
        return new PaperFiles().with("/proc/self/mountinfo", Machines.UNIFIED_MOUNTS).with("/proc/self/cgroup", Machines.UNIFIED_GROUPS)
                .with("/proc/4711/cgroup", "0::/learnc/c1\n").with("/sys/fs/cgroup/cgroup.controllers", "cpuset cpu io memory pids\n")
                .with("/sys/fs/cgroup/cgroup.subtree_control", "memory pids\n").withInEachNewDirectory("cgroup.subtree_control", "\n")
                .withInEachNewDirectory("cgroup.type", "domain\n").withInEachNewDirectory("cgroup.procs", "")
                .withInEachNewDirectory("memory.max", "max\n").withInEachNewDirectory("memory.swap.max", "max\n")
                .withInEachNewDirectory("cpu.max", "max 100000\n").withInEachNewDirectory("pids.max", "max\n");
    }

    private static PaperFiles hybrid() {
        return new PaperFiles().on(0x27e0eb).with("/proc/self/mountinfo", Machines.IN_DOCKER_MOUNTS).with("/proc/self/cgroup", Machines.IN_DOCKER_GROUPS)
                .with("/proc/4711/cgroup", "6:memory:/docker/3e15/learnc/c1\n1:name=systemd:/docker/3e15/learnc/c1\n0::/docker/3e15\n")
                .withInEachNewDirectory("cgroup.procs", "").withInEachNewDirectory("memory.limit_in_bytes", "9223372036854771712\n");
    }

    private Cgroup confine(PaperFiles machine, Limits limits) {
        var request = new ContainerRequest("c1", null, null, List.of(), null, List.of(), null, null, List.of(), null, false, List.of(), null, null,
                null, limits, null);
        return new Cgroups(machine.kernel(), made -> ledger.add(made + " after " + machine.door().transcript().stream().filter(call -> call.startsWith("mkdirat")).count()))
                .confine(init, request);
    }

    @Test
    void version_2_hands_controllers_down_then_limits_then_moves_the_init() {
        PaperFiles machine = unified();
        Cgroup cgroup = confine(machine, ALL);
        assertEquals("""
                mkdir /sys/fs/cgroup/learnc
                /sys/fs/cgroup/cgroup.subtree_control <- +cpu
                /sys/fs/cgroup/learnc/cgroup.subtree_control <- +memory +cpu +pids
                mkdir /sys/fs/cgroup/learnc/c1
                /sys/fs/cgroup/learnc/c1/memory.max <- 67108864
                /sys/fs/cgroup/learnc/c1/memory.swap.max <- 67108864
                /sys/fs/cgroup/learnc/c1/cpu.max <- 150000 100000
                /sys/fs/cgroup/learnc/c1/pids.max <- 100
                /sys/fs/cgroup/learnc/c1/cgroup.procs <- 4711
                """, machine.changes());
        assertEquals(new Cgroup(List.of("/sys/fs/cgroup/learnc/c1"), List.of()), cgroup);
    }

    @Test
    void the_ledger_is_told_before_anything_is_made() {
        confine(unified(), ALL);
        assertEquals(List.of("Cgroup[path=/sys/fs/cgroup/learnc/c1] after 0"), ledger);
    }

    @Test
    void inside_the_namespace_is_left_before_the_groups_are_shown() {
        confine(unified(), Limits.NONE);
        assertEquals("""
                unshare(flags=CLONE_NEWCGROUP)
                mount(source="cgroup", target="/sys/fs/cgroup", filesystemtype="cgroup2", mountflags=MS_RDONLY|MS_NOSUID|MS_NODEV|MS_NOEXEC, data=NULL)""",
                inside.text());
    }

    @Test
    void version_1_has_a_group_in_each_hierarchy_and_a_file_for_each_limit() {
        PaperFiles machine = hybrid();
        Cgroup cgroup = confine(machine, new Limits(64L << 20, null, null, null, List.of()));
        assertEquals("""
                mkdir /sys/fs/cgroup/memory/learnc
                mkdir /sys/fs/cgroup/memory/learnc/c1
                mkdir /sys/fs/cgroup/systemd/learnc
                mkdir /sys/fs/cgroup/systemd/learnc/c1
                /sys/fs/cgroup/memory/learnc/c1/memory.limit_in_bytes <- 67108864
                /sys/fs/cgroup/memory/learnc/c1/cgroup.procs <- 4711
                /sys/fs/cgroup/systemd/learnc/c1/cgroup.procs <- 4711
                """, machine.changes());
        assertTrue(cgroup.remarks().getFirst().contains("does not count swap"), cgroup::toString);
    }

    @Test
    void version_1_counts_memory_and_swap_together() {
        PaperFiles machine = hybrid().withInEachNewDirectory("memory.memsw.limit_in_bytes", "9223372036854771712\n");
        Cgroup cgroup = confine(machine, new Limits(64L << 20, null, null, null, List.of()));
        assertEquals("134217728\n", machine.content("/sys/fs/cgroup/memory/learnc/c1/memory.memsw.limit_in_bytes"));
        assertEquals(List.of(), cgroup.remarks());
    }

    @Test
    void when_the_last_other_container_has_just_taken_the_common_group_away_it_is_made_again() {
        PaperFiles machine = unified();
        machine.losesOnce("/sys/fs/cgroup/learnc/");
        confine(machine, Limits.NONE);
        assertEquals("""
                mkdir /sys/fs/cgroup/learnc
                mkdir /sys/fs/cgroup/learnc
                mkdir /sys/fs/cgroup/learnc/c1
                /sys/fs/cgroup/learnc/c1/cgroup.procs <- 4711
                """, machine.changes());
    }

    @Test
    void version_1_is_shown_as_a_directory_of_hierarchies_that_nobody_can_change() {
        confine(hybrid(), Limits.NONE);
        assertEquals("""
                unshare(flags=CLONE_NEWCGROUP)
                mount(source="tmpfs", target="/sys/fs/cgroup", filesystemtype="tmpfs", mountflags=MS_NOSUID|MS_NODEV|MS_NOEXEC, data="mode=755")
                mkdirat(dirfd=AT_FDCWD, pathname="/sys/fs/cgroup/memory", mode=0755)
                mount(source="cgroup", target="/sys/fs/cgroup/memory", filesystemtype="cgroup", mountflags=MS_RDONLY|MS_NOSUID|MS_NODEV|MS_NOEXEC, data="memory")
                mkdirat(dirfd=AT_FDCWD, pathname="/sys/fs/cgroup/systemd", mode=0755)
                mount(source="cgroup", target="/sys/fs/cgroup/systemd", filesystemtype="cgroup", mountflags=MS_RDONLY|MS_NOSUID|MS_NODEV|MS_NOEXEC, data="name=systemd")
                mount(source=NULL, target="/sys/fs/cgroup", filesystemtype=NULL, mountflags=MS_RDONLY|MS_NOSUID|MS_NODEV|MS_NOEXEC|MS_REMOUNT|MS_BIND, data=NULL)""",
                inside.text());
    }

    @Test
    void a_limit_without_its_controller_is_refused_before_anything_is_made() {
        PaperFiles machine = hybrid();
        String message = assertThrows(Failure.class, () -> confine(machine, new Limits(null, 0.5, null, null, List.of()))).getMessage();
        assertTrue(message.startsWith("--cpus needs the kernel's controller 'cpu'\n  but this machine has only these (/proc/self/mountinfo): memory"), message);
        assertTrue(message.contains("\n  try: "), message);
        assertEquals("", machine.changes());
        assertEquals(List.of(), ledger);
    }

    @Test
    void a_limit_that_the_kernel_does_not_hold_stops_the_run_before_the_init_moves() {
        PaperFiles machine = unified();
        machine.door().answer(learnc.runtime.kernel.SystemCall.WRITE, call -> 3);
        String message = assertThrows(Failure.class, () -> confine(machine, new Limits(null, null, 100L, null, List.of()))).getMessage();
        assertTrue(message.contains("it took the value, but the file says: max"), message);
        assertEquals("", inside.text());
    }

    @Test
    void memory_may_be_rounded_down_to_a_page_but_not_up() {
        PaperFiles rounded = unified();
        assertEquals(List.of(), confineHolding(rounded, "6291456").remarks());
        assertThrows(Failure.class, () -> confineHolding(unified(), "6291458"));
        assertThrows(Failure.class, () -> confineHolding(unified(), "max"));
        assertThrows(Failure.class, () -> confineHolding(unified(), "4194304"));
    }

    private Cgroup confineHolding(PaperFiles machine, String held) {
        machine.withInEachNewDirectory("memory.max", held + "\n").withInEachNewDirectory("memory.swap.max", held + "\n");
        machine.door().answer(learnc.runtime.kernel.SystemCall.WRITE, call -> 7);
        return confine(machine, new Limits(6291457L, null, null, null, List.of()));
    }

    @Test
    void a_group_on_a_tmpfs_is_no_group() {
        String message = assertThrows(Failure.class, () -> confine(unified().on(TMPFS_MAGIC), ALL)).getMessage();
        assertTrue(message.contains("limits limit nothing"), message);
    }

    @Test
    void a_threaded_group_is_refused() {
        PaperFiles machine = unified().withInEachNewDirectory("cgroup.type", "domain invalid\n");
        String message = assertThrows(Failure.class, () -> confine(machine, Limits.NONE)).getMessage();
        assertTrue(message.contains("is 'domain invalid'"), message);
    }

    @Test
    void an_init_that_is_not_where_it_was_moved_stops_the_run() {
        PaperFiles machine = unified().with("/proc/4711/cgroup", "0::/elsewhere\n");
        String message = assertThrows(Failure.class, () -> confine(machine, Limits.NONE)).getMessage();
        assertTrue(message.contains("/proc/4711/cgroup says:\n0::/elsewhere"), message);
        assertEquals("", inside.text());
    }

    @Test
    void processes_beside_the_group_are_named_as_the_reason() {
        PaperFiles machine = unified();
        machine.door().answer(learnc.runtime.kernel.SystemCall.WRITE, call -> -learnc.runtime.kernel.Errno.EBUSY.number());
        String message = assertThrows(Failure.class, () -> confine(machine, ALL)).getMessage();
        assertTrue(message.contains("no internal processes"), message);
        assertTrue(message.contains("mkdir /sys/fs/cgroup/init"), message);
    }

    @Test
    void where_groups_are_read_only_a_container_without_limits_still_runs() {
        PaperFiles machine = new PaperFiles().with("/proc/self/mountinfo", Machines.READ_ONLY_MOUNTS).with("/proc/self/cgroup", "0::/\n")
                .with("/proc/4711/cgroup", "0::/\n").with("/sys/fs/cgroup/cgroup.controllers", "memory pids\n");
        Cgroup cgroup = confine(machine, Limits.NONE);
        assertEquals(List.of(), cgroup.directories());
        assertTrue(cgroup.remarks().getFirst().contains("read-only"), cgroup::toString);
        String message = assertThrows(Failure.class, () -> confine(machine, new Limits(null, null, 5L, null, List.of()))).getMessage();
        assertTrue(message.contains("--privileged"), message);
    }

    @ParameterizedTest
    @CsvSource({"10, 1", "500, 4950", "1000, 10000"})
    void a_weight_is_stretched_as_runc_does(int weight, int scaled) {
        assertEquals(scaled, Limiting.scaled(weight));
    }
}
