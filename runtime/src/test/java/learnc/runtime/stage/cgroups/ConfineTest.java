package learnc.runtime.stage.cgroups;

import static learnc.runtime.Needed.needed;
import static learnc.runtime.kernel.MountFlags.MS_PRIVATE;
import static learnc.runtime.kernel.MountFlags.MS_REC;
import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;
import static learnc.runtime.kernel.OpenFlags.O_CLOEXEC;
import static learnc.runtime.kernel.OpenFlags.O_RDONLY;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWIPC;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWNS;
import static learnc.runtime.kernel.ProcessFlags.CLONE_NEWPID;
import static learnc.runtime.kernel.ProcessFlags.P_PIDFD;
import static learnc.runtime.kernel.ProcessFlags.WEXITED;
import static learnc.runtime.kernel.ProcessFlags.__WALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.function.BooleanSupplier;
import learnc.runtime.RootTest;
import learnc.runtime.cgroup.CgroupRemoval;
import learnc.runtime.cgroup.Group;
import learnc.runtime.cgroup.Hierarchies;
import learnc.runtime.cgroup.Hierarchy;
import learnc.runtime.cgroup.MountLine;
import learnc.runtime.kernel.ChildStatus;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.InitDied;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Cgroup;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Limits;
import learnc.runtime.spec.Limits.DeviceRate;
import learnc.runtime.spec.Limits.Direction;
import learnc.runtime.spec.Made;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The stage on this machine's own kernel: limits are proved by what happens to the process, not by what a file says.
@RootTest
@Timeout(300)
class ConfineTest {

    private static final int MAP_POPULATE = 0x8000;
    private static final int PRIVATE_MEMORY = 2 | 0x20;
    private static final long MIB = 1 << 20;

    private final Linux linux = new Linux(UnaryOperator.identity());
    private final Kernel host = linux.host();
    private final List<String> ledger = new CopyOnWriteArrayList<>();
    private final List<Init> inits = new ArrayList<>();

    @AfterEach
    void leaveNothing() {
        ledger.reversed().forEach(new CgroupRemoval(host)::remove);
        List.copyOf(inits).forEach(this::end);
        linux.close();
    }

    @Test
    void a_container_is_in_a_group_of_its_own_in_every_hierarchy_and_sees_itself_at_the_root() {
        Init init = newInit();
        String id = newId();
        Cgroup cgroup = confine(init, id, Limits.NONE);

        List<Hierarchy> hierarchies = joined();
        assertEquals(hierarchies.size(), cgroup.directories().size());
        assertEquals(cgroup.directories(), ledger);
        for (String directory : cgroup.directories()) {
            assertTrue(directory.endsWith("/learnc-" + id), directory);
            assertEquals(List.of(init.pid()), new Group(host, directory).processes());
        }
        init.inside().mount("proc", "/proc", "proc", 0, null);
        List<String> seen = WholeFile.text(init.inside(), "/proc/self/cgroup").lines().toList();
        long own = hierarchies.stream().filter(hierarchy -> seen.stream().anyMatch(line -> line.endsWith(hierarchy.line("/")))).count();
        assertEquals(hierarchies.size(), own, seen::toString);
    }

    @Test
    void the_container_reads_its_limits_but_cannot_raise_them() {
        Init init = newInit();
        confine(init, newId(), limits(64 * MIB, null, 7L));
        boolean isAlone = isUnifiedAlone();
        Group memory = new Group(init.inside(), "/sys/fs/cgroup" + (isAlone ? "" : "/memory"));
        String file = isAlone ? "memory.max" : "memory.limit_in_bytes";
        assertEquals(Long.toString(64 * MIB), memory.value(file));
        assertEquals("7", new Group(init.inside(), "/sys/fs/cgroup" + (isAlone ? "" : "/pids")).value("pids.max"));
        assertEquals(Errno.EROFS, assertThrows(KernelRefusal.class, () -> memory.set(file, "-1")).errno());
        if (!isAlone) {
            assertEquals(Errno.EROFS, assertThrows(KernelRefusal.class, () -> init.inside().mkdirat(AT_FDCWD, "/sys/fs/cgroup/more", 0755)).errno());
        }
    }

    @Test
    void the_host_does_not_see_what_the_container_mounts() {
        List<MountLine> before = mountsBelowSys(host);
        Init init = newInit();
        confine(init, newId(), Limits.NONE);
        assertEquals(before, mountsBelowSys(host));
        init.inside().mount("proc", "/proc", "proc", 0, null);
        assertNotEquals(before, mountsBelowSys(init.inside()));
    }

    @Test
    void a_process_that_takes_more_memory_than_its_limit_is_killed() {
        Init init = newInit();
        confine(init, newId(), limits(16 * MIB, null, null));
        init.inside().mmap(8 * MIB, 3, PRIVATE_MEMORY | MAP_POPULATE);
        assertThrows(InitDied.class, () -> init.inside().mmap(64 * MIB, 3, PRIVATE_MEMORY | MAP_POPULATE));
        assertEquals(new ChildStatus(init.pid(), true, Signal.SIGKILL.number()), end(init));
    }

    @Test
    void the_same_memory_is_granted_without_a_limit() {
        Init init = newInit();
        confine(init, newId(), Limits.NONE);
        init.inside().mmap(64 * MIB, 3, PRIVATE_MEMORY | MAP_POPULATE);
        assertEquals(init.pid(), onlyProcess());
    }

    @Test
    void a_fork_beyond_the_limit_of_processes_is_refused() {
        Init init = newMother();
        confine(init, newId(), limits(null, null, 2L));
        Init child = linux.newChild(init);
        inits.addFirst(child);
        assertEquals(Errno.EAGAIN, assertThrows(KernelRefusal.class, () -> linux.newChild(init)).errno());
    }

    @Test
    void a_process_that_wants_more_time_than_its_share_has_to_wait() {
        Init init = newInit();
        Cgroup cgroup = confine(init, newId(), limits(null, 0.1, null));
        Group cpu = new Group(host, directoryOf("cpu", cgroup));
        long before = throttled(cpu);
        burn(init.inside(), () -> throttled(cpu) > before);
    }

    @Test
    void a_weight_is_held_where_the_kernel_has_weights() {
        Init init = newInit();
        String id = newId();
        var limits = new Limits(null, null, null, 300, List.of());
        Cgroup cgroup = confine(init, id, limits);
        Group io = new Group(host, directoryOf(ioName(), cgroup));
        String file = List.of("blkio.weight", "blkio.bfq.weight", "io.bfq.weight", "io.weight").stream().filter(io::has).findFirst().orElseThrow();
        assertEquals(file.equals("io.weight") ? "default 2930" : "300", io.value(file).replace("default 3", "3"));
    }

    @Test
    void a_rate_is_held_for_a_whole_disk_and_refused_for_anything_else() {
        String disk = aDisk();
        Init init = newInit();
        Cgroup cgroup = confine(init, newId(), rate(disk));
        Group io = new Group(host, directoryOf(ioName(), cgroup));
        String held = io.has("io.max") ? io.value("io.max") : io.value("blkio.throttle.read_bps_device");
        assertTrue(held.contains("1048576"), held);
        assertRefused(rate("/dev/null"), "no block device");
        assertRefused(rate("/dev/no-such-disk"), "does not exist");
    }

    @Test
    void a_device_that_is_not_on_the_list_can_be_made_but_not_opened() {
        needed(Hierarchies.mounted(host).stream().anyMatch(hierarchy -> hierarchy.has("devices")),
                "cgroup v2 has no list of devices: learnc leaves its BPF program out");
        Init init = newInit();
        confine(init, newId(), Limits.NONE);
        Kernel inside = init.inside();
        inside.mount("tmpfs", "/mnt", "tmpfs", 0, null);
        inside.mknodat(AT_FDCWD, "/mnt/kmsg", 0020600, 1 << 8 | 11);
        inside.mknodat(AT_FDCWD, "/mnt/null", 0020600, 1 << 8 | 3);
        assertEquals(Errno.EPERM, assertThrows(KernelRefusal.class, () -> inside.openat(AT_FDCWD, "/mnt/kmsg", O_RDONLY, 0)).errno());
        inside.close(inside.openat(AT_FDCWD, "/mnt/null", O_RDONLY, 0));
    }

    @Test
    void a_group_goes_with_its_stubborn_processes_and_the_groups_that_they_made() {
        Init init = newMother();
        Cgroup cgroup = confine(init, newId(), Limits.NONE);
        Init child = linux.newChild(init);
        inits.addFirst(child);
        for (String directory : cgroup.directories()) {
            Group nested = new Group(host, directory + "/made/deep");
            nested.above().make();
            nested.make();
            copyProcessors(directory, nested);
            nested.add(child.pid());
        }
        child.inside().rtSigprocmask(0, -1);
        remove(cgroup);
        for (String directory : cgroup.directories()) {
            assertFalse(new Group(host, directory).exists(), directory);
        }
        assertEquals(new ChildStatus(init.pid(), true, Signal.SIGKILL.number()), end(init));
    }

    @Test
    void a_frozen_group_can_be_removed() {
        Init init = newInit();
        Cgroup cgroup = confine(init, newId(), Limits.NONE);
        Hierarchy last = Hierarchies.mounted(host).getLast();
        Group frozen = new Group(host, last.isUnified() ? directoryOfUnified(cgroup) : directoryOf("freezer", cgroup));
        frozen.set(last.isUnified() ? "cgroup.freeze" : "freezer.state", last.isUnified() ? "1" : "FROZEN");
        if (cgroup.directories().stream().anyMatch(directory -> directory.contains("/freezer/"))) {
            new Group(host, directoryOf("freezer", cgroup)).set("freezer.state", "FROZEN");
        }
        remove(cgroup);
        assertFalse(frozen.exists());
    }

    @Test
    void what_is_no_group_is_not_emptied() {
        String path = "/tmp/learnc-no-group-" + newId().substring(0, 8);
        host.mkdirat(AT_FDCWD, path, 0700);
        host.mkdirat(AT_FDCWD, path + "/x", 0700);
        try {
            Failure failure = assertThrows(Failure.class, () -> new CgroupRemoval(host).remove(path));
            assertTrue(failure.getMessage().contains("no group below the top"), failure.getMessage());
            assertTrue(new Group(host, path + "/x").exists());
        } finally {
            learnc.runtime.kernel.Folder.removeTree(host, path);
        }
        String top = Hierarchies.mounted(host).getFirst().mountPoint();
        assertThrows(Failure.class, () -> new CgroupRemoval(host).remove(top));
    }

    @Test
    void removing_a_group_twice_does_no_harm() {
        Cgroup cgroup = confine(newInit(), newId(), Limits.NONE);
        remove(cgroup);
        remove(cgroup);
        assertFalse(new Group(host, cgroup.directories().getFirst()).exists());
    }

    @Test
    void many_containers_come_and_go_at_the_same_time() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var rounds = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 24; i++) {
                Init init = newInit();
                rounds.add(() -> comesAndGoes(init));
            }
            for (Future<Boolean> round : threads.invokeAll(rounds, 90, TimeUnit.SECONDS)) {
                assertTrue(round.get());
            }
        }
    }

    private boolean comesAndGoes(Init init) {
        Cgroup cgroup = confine(init, newId(), limits(32 * MIB, 0.5, 10L));
        boolean isThere = new Group(host, cgroup.directories().getFirst()).processes().equals(List.of(init.pid()));
        remove(cgroup);
        return isThere && cgroup.directories().stream().noneMatch(directory -> new Group(host, directory).exists());
    }

    /// Other tests mount at the same time, but elsewhere.
    private static List<MountLine> mountsBelowSys(Kernel kernel) {
        return MountLine.all(WholeFile.text(kernel, "/proc/self/mountinfo")).stream().filter(mount -> mount.mountPoint().startsWith("/sys")).toList();
    }

    // ---- what the tests stand on

    private Init newInit() {
        return newInit(CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC);
    }

    /// One whose children are in a PID namespace that she is not in herself, as learnc exec has it.
    private Init newMother() {
        Init mother = newInit(CLONE_NEWNS);
        mother.inside().unshare(CLONE_NEWPID);
        return mother;
    }

    private Init newInit(long namespaces) {
        Init init = linux.newInit(namespaces);
        inits.add(init);
        init.inside().mount(null, "/", null, MS_REC | MS_PRIVATE, null);
        // A container has a /sys of its own, on which nothing is mounted yet.
        init.inside().mount("tmpfs", "/sys", "tmpfs", 0, null);
        init.inside().mkdirat(AT_FDCWD, "/sys/fs", 0755);
        init.inside().mkdirat(AT_FDCWD, "/sys/fs/cgroup", 0755);
        return init;
    }

    private Cgroup confine(Init init, String id, Limits limits) {
        return new Cgroups(host, this::willMake).confine(init, request(id, limits));
    }

    private void willMake(Made thing) {
        String directory = ((Made.Cgroup) thing).path();
        assertFalse(new Group(host, directory).exists(), "the ledger is told before a group is made");
        ledger.add(directory);
    }

    private void assertRefused(Limits limits, String because) {
        Init init = newInit();
        Failure failure = assertThrows(Failure.class, () -> confine(init, newId(), limits));
        assertTrue(failure.getMessage().contains(because), failure.getMessage());
    }

    private void remove(Cgroup cgroup) {
        cgroup.directories().reversed().forEach(new CgroupRemoval(host)::remove);
    }

    private ChildStatus end(Init init) {
        if (!inits.remove(init)) {
            return null;
        }
        linux.release(init);
        try {
            host.pidfdSendSignal(init.pidfd(), Signal.SIGKILL.number());
        } catch (KernelRefusal alreadyDead) {
            assertEquals(Errno.ESRCH, alreadyDead.errno());
        }
        ChildStatus status = host.waitid(P_PIDFD, init.pidfd(), WEXITED | __WALL);
        host.close(init.pidfd());
        return status;
    }

    private int onlyProcess() {
        return new Group(host, ledger.getFirst()).processes().getFirst();
    }

    /// Until the test's own time is up.
    private static void burn(Kernel inside, BooleanSupplier isEnough) {
        int random = inside.openat(AT_FDCWD, "/dev/urandom", O_RDONLY | O_CLOEXEC, 0);
        byte[] chunk = new byte[256 * 1024];
        while (!isEnough.getAsBoolean()) {
            inside.read(random, chunk);
        }
        inside.close(random);
    }

    private static long throttled(Group cpu) {
        return cpu.value("cpu.stat").lines().filter(line -> line.startsWith("nr_throttled ")).mapToLong(line -> Long.parseLong(line.substring(13))).findFirst().orElseThrow();
    }

    private void copyProcessors(String directory, Group nested) {
        if (nested.has("cpuset.mems") && nested.has("cpuset.cpu_exclusive")) {
            for (String file : List.of("cpuset.cpus", "cpuset.mems")) {
                nested.above().set(file, new Group(host, directory).value(file));
                nested.set(file, new Group(host, directory).value(file));
            }
        }
    }

    private String directoryOf(String controller, Cgroup cgroup) {
        Hierarchy its = Hierarchies.mounted(host).stream().filter(hierarchy -> hierarchy.has(controller)).findFirst().orElseThrow();
        return cgroup.directories().stream().filter(directory -> directory.startsWith(its.mountPoint() + "/learnc-")).findFirst().orElseThrow();
    }

    private String directoryOfUnified(Cgroup cgroup) {
        return cgroup.directories().getLast();
    }

    private String ioName() {
        return Hierarchies.mounted(host).stream().anyMatch(hierarchy -> hierarchy.has("blkio")) ? "blkio" : "io";
    }

    /// Version 2 beside version 1 has no part in a container without limits there.
    private List<Hierarchy> joined() {
        return Hierarchies.mounted(host).stream().filter(hierarchy -> !hierarchy.isUnified() || isUnifiedAlone()).toList();
    }

    private boolean isUnifiedAlone() {
        return Hierarchies.mounted(host).size() == 1;
    }

    private String aDisk() {
        return List.of("/dev/vda", "/dev/sda", "/dev/nvme0n1", "/dev/loop0").stream().filter(path -> new Group(host, path).exists()).findFirst().orElseThrow();
    }

    private static Limits limits(Long memoryBytes, Double cpus, Long pids) {
        return new Limits(memoryBytes, cpus, pids, null, List.of());
    }

    private static Limits rate(String device) {
        return new Limits(null, null, null, null, List.of(new DeviceRate(Direction.READ_BYTES, device, MIB)));
    }

    private static ContainerRequest request(String id, Limits limits) {
        return new ContainerRequest(id, null, null, List.of(), null, List.of(), null, null, List.of(), null, false, List.of(), null, null, null, limits, null);
    }

    private static String newId() {
        return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
    }
}
