package learnc.runtime.cgroup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class HierarchiesTest {

    private static List<String> places(String mountinfo, String cgroup) {
        return Hierarchies.of(mountinfo, cgroup).stream().map(hierarchy -> hierarchy.name() + " at " + hierarchy.mountPoint()).toList();
    }

    @Test
    void version_2_alone_is_one_hierarchy_without_a_name() {
        Hierarchy only = Hierarchies.of(Machines.UNIFIED_MOUNTS, Machines.UNIFIED_GROUPS).getFirst();
        assertEquals(new Hierarchy("", List.of(), true, "/sys/fs/cgroup", "/", false), only);
        assertEquals(1, Hierarchies.of(Machines.UNIFIED_MOUNTS, Machines.UNIFIED_GROUPS).size());
    }

    @Test
    void a_hybrid_machine_has_many_and_the_ones_that_stop_processes_come_last() {
        assertEquals(List.of("pids at /sys/fs/cgroup/pids", "memory at /sys/fs/cgroup/memory", "cpu,cpuacct at /sys/fs/cgroup/cpu,cpuacct",
                "name=systemd at /sys/fs/cgroup/systemd", " at /sys/fs/cgroup/unified", "freezer at /sys/fs/cgroup/freezer"),
                places(Machines.HYBRID_MOUNTS, Machines.HYBRID_GROUPS));
    }

    @Test
    void a_controller_that_is_mounted_nowhere_is_in_no_hierarchy() {
        assertFalse(Hierarchies.of(Machines.HYBRID_MOUNTS, Machines.HYBRID_GROUPS).stream().anyMatch(hierarchy -> hierarchy.has("hugetlb")));
    }

    @Test
    void two_controllers_may_share_a_hierarchy() {
        Hierarchy shared = Hierarchies.of(Machines.HYBRID_MOUNTS, Machines.HYBRID_GROUPS).get(2);
        assertTrue(shared.has("cpu") && shared.has("cpuacct") && !shared.has("cpuset"));
        assertEquals("cpu,cpuacct", shared.folder());
    }

    @Test
    void in_a_container_without_a_namespace_the_top_is_the_containers_own_group() {
        Hierarchy memory = Hierarchies.of(Machines.IN_DOCKER_MOUNTS, Machines.IN_DOCKER_GROUPS).getFirst();
        assertEquals("/sys/fs/cgroup/memory/learnc-x", memory.directory("/learnc-x"));
        assertEquals(":memory:/docker/3e15/learnc-x", memory.line("/learnc-x"));
        assertEquals(List.of("memory at /sys/fs/cgroup/memory", "name=systemd at /sys/fs/cgroup/systemd"),
                places(Machines.IN_DOCKER_MOUNTS, Machines.IN_DOCKER_GROUPS));
    }

    @Test
    void a_read_only_mount_is_known_as_one() {
        assertTrue(Hierarchies.of(Machines.READ_ONLY_MOUNTS, "0::/\n").getFirst().isReadOnly());
        assertFalse(Hierarchies.of(Machines.UNIFIED_MOUNTS, "0::/\n").getFirst().isReadOnly());
    }

    @Test
    void a_mount_under_another_one_is_not_taken_and_a_path_with_a_space_is() {
        assertEquals(List.of("memory at /mnt/with space\\"), places(Machines.COVERED_MOUNTS, "4:memory:/\n"));
    }

    @Test
    void the_usual_place_wins_over_one_that_was_mounted_before() {
        String before = "26 27 0:31 / /mnt/memory rw - cgroup cgroup rw,memory\n";
        String usual = "28 27 0:31 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n";
        assertEquals(List.of("memory at /sys/fs/cgroup/memory"), places(before + usual, "4:memory:/\n"));
        assertEquals(List.of("memory at /sys/fs/cgroup/memory"), places(usual + before, "4:memory:/\n"));
    }

    @Test
    void a_machine_without_control_groups_has_none() {
        assertEquals(List.of(), Hierarchies.of("27 1 254:1 / / rw - ext4 /dev/vda1 rw\n", ""));
    }

    @Test
    void a_controller_is_not_taken_from_a_name_that_only_begins_like_it() {
        assertEquals(List.of(), Hierarchies.of("28 27 0:31 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset\n", "4:cpu:/\n"));
    }

    @Test
    void the_controllers_of_version_2_are_read_from_its_top() {
        PaperFiles machine = new PaperFiles().with("/proc/self/mountinfo", Machines.UNIFIED_MOUNTS)
                .with("/proc/self/cgroup", Machines.UNIFIED_GROUPS).with("/sys/fs/cgroup/cgroup.controllers", "cpuset cpu io memory pids\n");
        assertEquals(List.of("cpuset", "cpu", "io", "memory", "pids"), Hierarchies.mounted(machine.kernel()).getFirst().controllers());
    }
}
