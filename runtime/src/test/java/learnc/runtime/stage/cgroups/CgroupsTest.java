package learnc.runtime.stage.cgroups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import learnc.runtime.cgroup.Machines;
import learnc.runtime.cgroup.PaperFiles;
import learnc.runtime.kernel.Actor;
import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.RecordingDoor;
import learnc.runtime.kernel.SystemCall;
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

    private final RecordingDoor inside = new RecordingDoor(new Actor("inside", 4711, 1)).answer(SystemCall.RECVMSG, CgroupsTest::descriptorsFrom10);
    private final Init init = new Init(4711, 9, new Kernel(inside));
    private final List<String> ledger = new ArrayList<>();

    private static PaperFiles unified() {
        return new PaperFiles().with("/proc/self/mountinfo", Machines.UNIFIED_MOUNTS).with("/proc/self/cgroup", Machines.UNIFIED_GROUPS)
                .with("/proc/4711/cgroup", "0::/learnc-c1\n").with("/sys/fs/cgroup/cgroup.controllers", "cpuset cpu io memory pids\n")
                .with("/sys/fs/cgroup/cgroup.subtree_control", "memory pids\n").withInEachNewDirectory("cgroup.subtree_control", "\n")
                .withInEachNewDirectory("cgroup.type", "domain\n").withInEachNewDirectory("cgroup.procs", "")
                .withInEachNewDirectory("memory.max", "max\n").withInEachNewDirectory("memory.swap.max", "max\n")
                .withInEachNewDirectory("cpu.max", "max 100000\n").withInEachNewDirectory("pids.max", "max\n");
    }

    private static PaperFiles hybrid() {
        return new PaperFiles().on(0x27e0eb).with("/proc/self/mountinfo", Machines.IN_DOCKER_MOUNTS).with("/proc/self/cgroup", Machines.IN_DOCKER_GROUPS)
                .with("/proc/4711/cgroup", "6:memory:/docker/3e15/learnc-c1\n1:name=systemd:/docker/3e15/learnc-c1\n0::/docker/3e15\n")
                .withInEachNewDirectory("tasks", "").withInEachNewDirectory("memory.limit_in_bytes", "9223372036854771712\n");
    }

    /// Version 1 with an empty version 2 beside it, in which the kernel has controllers to give.
    private static PaperFiles ubuntu(String membership) {
        return new PaperFiles().on(0x27e0eb).with("/proc/self/mountinfo", Machines.HYBRID_MOUNTS).with("/proc/self/cgroup", Machines.HYBRID_GROUPS)
                .with("/proc/4711/cgroup", membership).with("/sys/fs/cgroup/unified/cgroup.controllers", "io\n").with("/sys/fs/cgroup/unified/cgroup.subtree_control", "\n")
                .withInEachNewDirectory("cgroup.subtree_control", "\n").withInEachNewDirectory("cgroup.type", "domain\n")
                .withInEachNewDirectory("cgroup.procs", "").withInEachNewDirectory("tasks", "").withInEachNewDirectory("io.weight", "default 100\n");
    }

    /// The kernel gives the descriptors that are passed to the init the numbers 10, 11, …
    private static long descriptorsFrom10(Call call) {
        var message = (Argument.Room) ((Argument.Struct) call.arguments().get(1)).fields().get(4);
        ByteBuffer its = ByteBuffer.wrap(message.bytes()).order(ByteOrder.nativeOrder()).putLong(message.bytes().length).putLong(0);
        for (int number = 10; its.hasRemaining(); number++) {
            its.putInt(number);
        }
        return 0;
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
                /sys/fs/cgroup/cgroup.subtree_control <- +cpu
                mkdir /sys/fs/cgroup/learnc-c1.keeper
                /sys/fs/cgroup/learnc-c1.keeper/cgroup.subtree_control <- +memory +cpu +pids
                mkdir /sys/fs/cgroup/learnc-c1
                /sys/fs/cgroup/learnc-c1/memory.max <- 67108864
                /sys/fs/cgroup/learnc-c1/memory.swap.max <- 67108864
                /sys/fs/cgroup/learnc-c1/cpu.max <- 150000 100000
                /sys/fs/cgroup/learnc-c1/pids.max <- 100
                /sys/fs/cgroup/learnc-c1/cgroup.procs <- 4711
                """, machine.changes());
        assertEquals(new Cgroup(List.of("/sys/fs/cgroup/learnc-c1"), List.of()), cgroup);
    }

    @Test
    void the_ledger_is_told_before_anything_is_made() {
        confine(unified(), ALL);
        assertEquals(List.of("Cgroup[path=/sys/fs/cgroup/learnc-c1] after 0", "Cgroup[path=/sys/fs/cgroup/learnc-c1.keeper] after 0"), ledger);
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
                mkdir /sys/fs/cgroup/memory/learnc-c1
                mkdir /sys/fs/cgroup/systemd/learnc-c1
                /sys/fs/cgroup/memory/learnc-c1/memory.limit_in_bytes <- 67108864
                """, machine.changes());
        assertTrue(cgroup.remarks().getFirst().contains("does not count swap"), cgroup::toString);
    }

    @Test
    void in_version_1_the_init_moves_itself_through_files_that_learnc_has_opened() {
        PaperFiles machine = hybrid();
        confine(machine, Limits.NONE);
        String host = machine.door().text();
        assertTrue(host.contains("""
                pidfd_getfd(pidfd=9, targetfd=0, flags=0)
                openat(dirfd=AT_FDCWD, pathname="/sys/fs/cgroup/memory/learnc-c1/tasks", flags=O_WRONLY|O_CLOEXEC, mode=000)
                openat(dirfd=AT_FDCWD, pathname="/sys/fs/cgroup/systemd/learnc-c1/tasks", flags=O_WRONLY|O_CLOEXEC, mode=000)
                sendmsg(sockfd=5, msg={msg_name=NULL, msg_namelen=0, msg_iov=NULL, msg_iovlen=0, \
                msg_control=[{cmsg_len=24, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[6, 7]}], msg_controllen=24, msg_flags=0}, flags=0)
                close(fd=6)
                close(fd=7)
                close(fd=5)
                """), host);
        assertTrue(inside.text().startsWith("""
                socketpair(domain=AF_UNIX, type=SOCK_DGRAM|SOCK_CLOEXEC, protocol=0, sv=[0, 0])
                close(fd=0)
                recvmsg(sockfd=0, msg={msg_name=NULL, msg_namelen=0, msg_iov=NULL, msg_iovlen=0, \
                msg_control=[{cmsg_len=0, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[]}], msg_controllen=24, msg_flags=MSG_CMSG_CLOEXEC}, flags=MSG_CMSG_CLOEXEC)
                close(fd=0)
                write(fd=10, buf="0", count=1)
                close(fd=10)
                write(fd=11, buf="0", count=1)
                close(fd=11)
                unshare(flags=CLONE_NEWCGROUP)
                """), inside.text());
    }

    @Test
    void descriptors_that_do_not_arrive_stop_the_run() {
        inside.answer(SystemCall.RECVMSG, call -> 0);
        String message = assertThrows(Failure.class, () -> confine(hybrid(), Limits.NONE)).getMessage();
        assertTrue(message.contains("asked Linux to pass 2 descriptors to process 4711\n  but 0 have arrived"), message);
    }

    @Test
    void version_2_beside_version_1_is_left_alone_without_a_limit_there() {
        PaperFiles machine = ubuntu("""
                12:pids:/learnc-c1
                11:freezer:/learnc-c1
                6:memory:/learnc-c1
                4:cpu,cpuacct:/learnc-c1
                1:name=systemd:/learnc-c1
                0::/user.slice/user-0.slice/session-1.scope
                """);
        Cgroup cgroup = confine(machine, Limits.NONE);
        assertEquals(List.of(), cgroup.directories().stream().filter(directory -> directory.contains("unified")).toList());
        assertEquals(5, cgroup.directories().size());
        assertTrue(!inside.text().contains("unified"), inside.text());
    }

    @Test
    void version_2_beside_version_1_is_joined_when_a_limit_is_there() {
        PaperFiles machine = ubuntu("""
                12:pids:/learnc-c1
                11:freezer:/learnc-c1
                6:memory:/learnc-c1
                4:cpu,cpuacct:/learnc-c1
                1:name=systemd:/learnc-c1
                0::/learnc-c1
                """);
        Cgroup cgroup = confine(machine, new Limits(null, null, null, 300, List.of()));
        assertTrue(cgroup.directories().contains("/sys/fs/cgroup/unified/learnc-c1"), cgroup::toString);
        assertEquals("2930\n", machine.content("/sys/fs/cgroup/unified/learnc-c1/io.weight"));
        assertEquals("4711\n", machine.content("/sys/fs/cgroup/unified/learnc-c1/cgroup.procs"));
        assertTrue(inside.text().contains("/sys/fs/cgroup/unified"), inside.text());
    }

    @Test
    void version_1_counts_memory_and_swap_together() {
        PaperFiles machine = hybrid().withInEachNewDirectory("memory.memsw.limit_in_bytes", "9223372036854771712\n");
        Cgroup cgroup = confine(machine, new Limits(64L << 20, null, null, null, List.of()));
        assertEquals("134217728\n", machine.content("/sys/fs/cgroup/memory/learnc-c1/memory.memsw.limit_in_bytes"));
        assertEquals(List.of(), cgroup.remarks());
    }

    @Test
    void version_1_is_shown_as_a_directory_of_hierarchies_that_nobody_can_change() {
        confine(hybrid(), Limits.NONE);
        assertEquals("""
                mount(source="tmpfs", target="/sys/fs/cgroup", filesystemtype="tmpfs", mountflags=MS_NOSUID|MS_NODEV|MS_NOEXEC, data="mode=755")
                mkdirat(dirfd=AT_FDCWD, pathname="/sys/fs/cgroup/memory", mode=0755)
                mount(source="cgroup", target="/sys/fs/cgroup/memory", filesystemtype="cgroup", mountflags=MS_RDONLY|MS_NOSUID|MS_NODEV|MS_NOEXEC, data="memory")
                mkdirat(dirfd=AT_FDCWD, pathname="/sys/fs/cgroup/systemd", mode=0755)
                mount(source="cgroup", target="/sys/fs/cgroup/systemd", filesystemtype="cgroup", mountflags=MS_RDONLY|MS_NOSUID|MS_NODEV|MS_NOEXEC, data="name=systemd")
                mount(source=NULL, target="/sys/fs/cgroup", filesystemtype=NULL, mountflags=MS_RDONLY|MS_NOSUID|MS_NODEV|MS_NOEXEC|MS_REMOUNT|MS_BIND, data=NULL)""",
                inside.text().substring(inside.text().indexOf("mount(")));
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
        machine.door().answer(SystemCall.WRITE, call -> 3);
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
        machine.door().answer(SystemCall.WRITE, call -> 7);
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
        machine.door().answer(SystemCall.WRITE, call -> -learnc.runtime.kernel.Errno.EBUSY.number());
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
