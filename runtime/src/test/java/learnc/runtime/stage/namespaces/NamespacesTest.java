package learnc.runtime.stage.namespaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import learnc.runtime.RootTest;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.NetworkRequest;
import learnc.runtime.spec.UserMapping;
import learnc.runtime.spec.Volume;
import learnc.runtime.stage.Box;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@RootTest
@Isolated("it counts the processes that this Java has started")
@Timeout(300)
class NamespacesTest {

    private final Box box = new Box();

    @AfterEach
    void remove() {
        box.close();
    }

    @Test
    void the_program_is_process_number_one_and_sees_no_other() {
        assertEquals("1\n1\n", box.sh("echo $$; ls /proc | grep -c '^1$'; ls /proc | grep '^[2-9][0-9]*$' | while read p; do"
                + " test $(cut -d' ' -f4 /proc/$p/stat 2>/dev/null || echo 1) = 0 && echo $p has no parent here; done; true"));
    }

    @Test
    void every_namespace_is_its_own_but_the_users() throws IOException {
        box.sh("for n in mnt pid uts ipc net user; do readlink /proc/1/ns/$n; done");
        for (String line : box.text().split("\n")) {
            boolean isTheHosts = line.equals(Files.readSymbolicLink(Path.of("/proc/self/ns", line.substring(0, line.indexOf(':')))).toString());
            assertEquals(line.startsWith("user"), isTheHosts, line);
        }
    }

    @Test
    void the_network_of_the_host_is_the_hosts_and_its_sys_is_read_only() throws IOException {
        box.network = NetworkRequest.Mode.HOST;
        assertEquals(Files.readSymbolicLink(Path.of("/proc/self/ns/net")) + "\nread-only\n",
                box.sh("readlink /proc/1/ns/net; mkdir /sys/x 2>/dev/null || touch /sys/x 2>&1 | grep -q Read-only && echo read-only"));
    }

    @Test
    void the_host_name_is_the_short_id_or_what_the_user_wants() {
        assertEquals(box.id.substring(0, 12) + "\n", box.sh("hostname"));
        box.hostname = "other";
        assertEquals("other\n", box.sh("hostname"));
    }

    @Test
    void nothing_that_is_mounted_inside_is_seen_outside() throws IOException {
        Init init = box.init();
        try {
            assertFalse(Files.readString(Path.of("/proc/self/mountinfo")).contains(box.folder.toString()));
            assertTrue(Files.readString(Path.of("/proc/" + init.pid() + "/mountinfo")).lines().count() > 10);
        } finally {
            box.end(init);
        }
    }

    @Test
    void of_the_hosts_mounts_nothing_is_left_inside() {
        String mounts = box.sh("cut -d' ' -f5 /proc/self/mountinfo | sort");
        for (String mount : mounts.split("\n")) {
            assertTrue(mount.matches("/|/proc(/(acpi|asound|interrupts|kcore|keys|latency_stats|timer_list|sched_debug|scsi|bus|fs|irq|sys|sysrq-trigger))?"
                    + "|/dev(/pts|/shm|/mqueue)?|/sys(/firmware|/devices/virtual/powercap)?|/out|/etc/(hosts|hostname|resolv.conf)"), mount);
        }
    }

    @Test
    void the_ledger_knows_the_process_and_the_files_of_the_network() {
        Init init = box.init();
        try {
            String files = box.places.container(box.id);
            assertEquals(List.of(new Made.File(files + "/hosts"), new Made.File(files + "/hostname"), new Made.File(files + "/resolv.conf")),
                    box.ledger.subList(0, 3));
            assertEquals(init.pid(), ((Made.Process) box.ledger.get(3)).pid());
        } finally {
            box.end(init);
        }
    }

    @Test
    void what_is_written_to_the_network_files_outside_is_read_inside() throws IOException {
        Init init = box.init();
        Files.writeString(Path.of(box.places.container(box.id), "hosts"), "127.0.0.1 localhost\n");
        assertEquals(0, box.finish(init, box.request("sh", "-c", "cat /etc/hosts >/out/text")));
        assertEquals("127.0.0.1 localhost\n", box.text());
    }

    @Test
    void a_volume_shows_the_hosts_folder_and_a_read_only_one_cannot_be_written() throws Exception {
        Path shared = Files.createDirectories(box.folder.resolve("shared"));
        Files.createDirectories(shared.resolve("below"));
        Files.writeString(shared.resolve("file"), "from the host\n");
        box.volumes.add(new Volume.Bind(shared.toString(), "/rw", false));
        box.volumes.add(new Volume.Bind(shared.toString(), "/deep/ro", true));
        assertEquals("from the host\nfrom the host\nshared\nread-only\n", box.sh("cat /rw/file /deep/ro/file; echo shared >/rw/new; cat /deep/ro/new;"
                + " touch /deep/ro/x 2>&1 | grep -q 'Read-only' && echo read-only"));
        assertEquals("shared\n", Files.readString(shared.resolve("new")));
    }

    @Test
    void a_read_only_volume_is_read_only_all_the_way_down() {
        box.volumes.add(new Volume.Bind("/dev", "/hosts-dev", true));
        assertEquals("read-only\nread-only\n", box.sh("for d in /hosts-dev /hosts-dev/shm; do touch $d/learnc-x 2>&1 | grep -q Read-only && echo read-only; done"));
    }

    @Test
    void a_volume_in_place_of_dev_that_has_no_null_device_is_told() {
        box.volumes.add(new Volume.Bind(box.folder + "/not/there", "/dev", false));
        Failure failure = assertThrows(Failure.class, () -> box.sh("true"));
        assertEquals("the container's /dev/null is not the null device, and cannot cover what must be hidden"
                + "\n  try: leave out the volume that replaces it", failure.getMessage());
    }

    @Test
    void a_single_file_can_be_a_volume() throws IOException {
        Path file = Files.writeString(box.folder.resolve("one"), "one\n");
        box.volumes.add(new Volume.Bind(file.toString(), "/new/folder/one", true));
        assertEquals("one\n", box.sh("cat /new/folder/one"));
    }

    @Test
    void a_source_that_is_missing_is_made_as_a_folder() {
        box.volumes.add(new Volume.Bind(box.folder + "/not/there", "/data", false));
        assertEquals("", box.sh("touch /data/x"));
        assertTrue(Files.exists(box.folder.resolve("not/there/x")));
    }

    @Test
    void a_folder_cannot_be_put_on_a_file() {
        box.write("/file", "");
        box.volumes.add(new Volume.Bind(box.out.toString(), "/file", false));
        assertEquals(Errno.ENOTDIR, assertThrows(KernelRefusal.class, () -> box.run("true")).errno());
    }

    @Test
    void a_volume_below_another_lies_in_it_in_whatever_order_they_are_named() throws IOException {
        Path inner = Files.createDirectories(box.folder.resolve("inner"));
        Files.writeString(inner.resolve("deep"), "deep\n");
        box.volumes.add(new Volume.Bind(inner.toString(), "/out2/in", false));
        box.volumes.add(new Volume.Bind(Files.createDirectories(box.folder.resolve("outer")).toString(), "/out2", false));
        assertEquals("deep\n", box.sh("cat /out2/in/deep"));
    }

    @Test
    void memory_at_a_path_has_dockers_options_and_the_users() {
        box.volumes.add(new Volume.Tmpfs("/scratch", ""));
        box.volumes.add(new Volume.Tmpfs("/fast", "size=64k,mode=700,exec"));
        String mounts = box.sh("grep -E '/(scratch|fast) ' /proc/mounts; stat -c %a /scratch").replace(",inode64", "");
        assertTrue(mounts.contains("tmpfs /scratch tmpfs rw,nosuid,nodev,noexec,relatime 0 0\n"), mounts);
        assertTrue(mounts.contains("tmpfs /fast tmpfs rw,nosuid,nodev,relatime,size=64k,mode=700 0 0\n"), mounts);
        assertTrue(mounts.endsWith("1777\n"), mounts);
    }

    @Test
    void memory_over_a_folder_keeps_the_folders_permissions() throws IOException {
        Files.setPosixFilePermissions(box.root.resolve("tmp"), PosixFilePermissions.fromString("rwx--x---"));
        box.volumes.add(new Volume.Tmpfs("/tmp", ""));
        assertEquals("710\n", box.sh("stat -c %a /tmp"));
    }

    @Test
    void a_volume_can_take_the_place_of_a_standard_mount() {
        box.volumes.add(new Volume.Tmpfs("/dev/shm/", "size=1m"));
        assertEquals("size=1024k\n", box.sh("grep -c ' /dev/shm ' /proc/mounts | grep -q '^1$' && grep ' /dev/shm ' /proc/mounts | grep -o size=1024k"));
    }

    @Test
    void two_volumes_cannot_have_one_place() {
        box.volumes.add(new Volume.Tmpfs("/a/../b", ""));
        box.volumes.add(new Volume.Tmpfs("/b/", ""));
        assertTrue(assertThrows(Failure.class, () -> box.run("true")).getMessage().startsWith("two volumes are wanted at /b"));
    }

    @Test
    void a_volume_cannot_be_the_root_nor_lie_in_proc() {
        box.volumes.add(new Volume.Tmpfs("/..", ""));
        assertTrue(assertThrows(Failure.class, () -> box.run("true")).getMessage().startsWith("a volume cannot be at /:"));
        box.volumes.set(1, new Volume.Tmpfs("/proc", ""));
        assertTrue(assertThrows(Failure.class, () -> box.run("true")).getMessage().startsWith("a volume cannot be at /proc:"));
        box.volumes.set(1, new Volume.Bind(box.out.toString(), "/proc/self/attr", false));
        assertTrue(assertThrows(Failure.class, () -> box.run("true")).getMessage().startsWith("a volume cannot be at /proc/self/attr:"));
    }

    @Test
    void a_read_only_root_cannot_be_written_but_its_dev_shm_and_volumes_can() {
        box.isReadOnly = true;
        box.volumes.add(new Volume.Tmpfs("/tmp", ""));
        assertEquals("read-only\nread-only\n", box.sh("touch /dev/shm/x /tmp/x /out/x /dev/x && for f in /x /etc/hosts; do"
                + " (echo >>$f) 2>&1 | grep -q Read-only && echo read-only; done"));
    }

    @Test
    void what_steers_or_shows_the_machine_is_out_of_reach() {
        assertEquals("0\n0\n0\nread-only\nread-only\n", box.sh("cat /proc/interrupts /proc/keys /proc/timer_list | dd 2>/dev/null | grep -c .;"
                + " ls /sys/firmware | grep -c .; ls /proc/acpi | grep -c .;"
                + " (echo 0 >/proc/sys/kernel/printk) 2>&1 | grep -q Read-only && echo read-only;"
                + " (echo x >/sys/kernel/profiling) 2>&1 | grep -q -E 'Read-only|nonexistent|denied' && echo read-only"));
    }

    @Test
    void with_a_user_mapping_root_is_somebody_without_rights_outside() throws IOException {
        box.mapUsers(new UserMapping(200000, 65536));
        String seen = box.sh("id -u; tr -s ' ' </proc/self/uid_map; echo >/out/mine; stat -c '%t:%T' /dev/null; grep CapEff /proc/1/status; grep -c ' /proc ' /proc/mounts; cat /dev/null; stat -c %u /etc/hosts");
        assertEquals("0\n 0 200000 65536\n1:3\nCapEff:\t00000000a80425fb\n1\n0\n", seen);
        assertEquals(200000, Files.getAttribute(box.out.resolve("mine"), "unix:uid"));
    }

    @Test
    void with_a_user_mapping_and_the_hosts_network_sys_is_a_read_only_view_of_the_hosts() {
        box.mapUsers(new UserMapping(200000, 3));
        box.network = NetworkRequest.Mode.HOST;
        assertEquals("read-only\nread-only\n", box.sh("touch /sys/x 2>&1 | grep -q Read-only && echo read-only;"
                + " mkdir /sys/fs/cgroup/learnc-x 2>&1 | grep -q Read-only && echo read-only"));
    }

    @Test
    void a_stage_that_fails_leaves_no_process() {
        box.volumes.add(new Volume.Tmpfs("/x", "no-such-option"));
        assertEquals(Errno.EINVAL, assertThrows(KernelRefusal.class, () -> box.run("true")).errno());
        assertEquals(1, ProcessHandle.current().children().filter(child -> commandOf(child).equals("learnc-zygote")).count());
    }

    private static String commandOf(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/comm")).strip();
        } catch (IOException gone) {
            return "";
        }
    }
}
