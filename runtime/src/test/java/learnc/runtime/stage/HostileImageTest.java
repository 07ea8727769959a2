package learnc.runtime.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import learnc.runtime.RootTest;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Volume;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Images that try to reach the host. Beside the image lies a folder `host`, and after each run it must be as it was.
@RootTest
@Timeout(300)
class HostileImageTest {

    private final Box box = new Box();
    private Path host;
    private Set<String> before;

    @BeforeEach
    void lookAtTheHost() throws IOException {
        host = Files.createDirectories(box.folder.resolve("host/etc")).getParent();
        Files.writeString(host.resolve("etc/hosts"), "the host's own\n");
        before = hostFiles();
    }

    @AfterEach
    void theHostIsAsItWas() throws IOException {
        try {
            assertEquals(before, hostFiles());
            assertEquals("the host's own\n", Files.readString(host.resolve("etc/hosts")));
            assertEquals(0x103L, Files.getAttribute(Path.of("/dev/null"), "unix:rdev"));
            assertEquals(0020666, (int) Files.getAttribute(Path.of("/dev/null"), "unix:mode"));
            assertEquals(0, Files.getAttribute(Path.of("/dev/null"), "unix:uid"));
        } finally {
            box.close();
        }
    }

    private Set<String> hostFiles() throws IOException {
        try (var files = Files.walk(host)) {
            return files.map(Path::toString).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private void symlink(String path, String target) throws IOException {
        Path link = box.root.resolve(path.substring(1));
        Files.deleteIfExists(link);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    @Test
    void etc_as_a_symlink_to_the_host_stays_in_the_image() throws IOException {
        symlink("/etc", "../host/etc");
        // `..` of the image's root is the image's root: the symlink means /host/etc in the image, and there it is made.
        assertEquals("0\n", box.sh("cat /etc/hosts | grep -c host"). replace("exit 1\n", ""));
        assertTrue(Files.isDirectory(box.root.resolve("host/etc"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void an_absolute_symlink_as_the_target_of_a_volume_stays_in_the_image() throws IOException {
        symlink("/data", host.toString());
        box.volumes.add(new Volume.Bind(box.out.toString(), "/data/etc", false));
        assertEquals("inside\n", box.sh("echo inside >/data/etc/proof; cat " + host + "/etc/proof"));
        assertTrue(Files.exists(box.out.resolve("proof")));
    }

    @Test
    void a_symlink_as_the_target_of_memory_stays_in_the_image() throws IOException {
        symlink("/data", "../../../../../.." + host + "/etc");
        box.volumes.add(new Volume.Tmpfs("/data", ""));
        assertEquals("1\n", box.sh("grep -c ' " + host + "/etc tmpfs ' /proc/mounts"));
    }

    @Test
    void a_symlink_to_a_file_of_the_host_as_the_target_of_a_volume_stays_in_the_image() throws IOException {
        symlink("/etc/hosts", host + "/etc/hosts");
        symlink("/etc/resolv.conf", "../../../" + host + "/etc/made");
        assertEquals("", box.sh("cat /etc/hosts /etc/resolv.conf"));
        assertTrue(Files.exists(box.root.resolve(host.toString().substring(1)).resolve("etc/made")));
    }

    @Test
    void symlinks_in_a_circle_are_refused() throws IOException {
        symlink("/a", "/b");
        symlink("/b", "/a");
        box.volumes.add(new Volume.Tmpfs("/a/x", ""));
        assertEquals(Errno.ELOOP, assertThrows(KernelRefusal.class, () -> box.run("true")).errno());
    }

    @Test
    void proc_dev_and_sys_as_symlinks_are_refused() throws IOException {
        for (String path : List.of("/proc", "/dev", "/sys")) {
            symlink(path, "/tmp");
            assertEquals(Errno.ELOOP, assertThrows(KernelRefusal.class, () -> box.run("true"), path).errno(), path);
            Files.delete(box.root.resolve(path.substring(1)));
        }
    }

    @Test
    void proc_as_a_file_is_refused() {
        box.write("/proc", "");
        assertEquals(Errno.ENOTDIR, assertThrows(KernelRefusal.class, () -> box.run("true")).errno());
    }

    @Test
    void a_volume_cannot_get_into_proc_through_a_symlink() throws IOException {
        symlink("/innocent", "/proc/self/attr");
        box.volumes.add(new Volume.Tmpfs("/innocent", ""));
        assertThrows(RuntimeException.class, () -> box.run("true"));
        symlink("/innocent", "/proc");
        assertTrue(assertThrows(Failure.class, () -> box.run("true")).getMessage().contains("is in the container's /proc"));
    }

    @Test
    void a_volume_in_the_place_of_dev_null_is_refused() {
        box.volumes.add(new Volume.Bind(box.write("/x", "what everybody would read").toString(), "/dev/null", false));
        assertTrue(assertThrows(Failure.class, () -> box.run("true")).getMessage().contains("/dev/null is not the null device"));
    }

    @Test
    void a_working_directory_behind_a_symlink_stays_in_the_container() throws IOException {
        symlink("/work", host.toString());
        box.workingDirectory = "/work/new";
        assertThrows(KernelRefusal.class, () -> box.run("true"));
        symlink("/work", "/tmp");
        assertEquals("/tmp/new\n", box.sh("readlink /proc/1/cwd"));
    }

    @Test
    void a_working_directory_behind_a_descriptor_does_not_lead_out() {
        for (int descriptor = 3; descriptor < 12; descriptor++) {
            box.workingDirectory = "/proc/self/fd/" + descriptor;
            assertThrows(RuntimeException.class, () -> box.run("true"), box.workingDirectory);
        }
        box.workingDirectory = "/proc/self/fd/../../1/cwd";
        assertEquals("/\n", box.sh("readlink /proc/1/cwd"));
    }

    @Test
    void a_list_of_users_that_never_ends_is_refused() throws Exception {
        new ProcessBuilder("mkfifo", box.root.resolve("etc/passwd").toString()).start().waitFor();
        assertTrue(assertThrows(Failure.class, () -> box.run("true")).getMessage().startsWith("cannot read /etc/passwd in the image"));
        symlink("/etc/passwd", "/dev/zero");
        assertTrue(assertThrows(Failure.class, () -> box.run("true")).getMessage().startsWith("cannot read /etc/passwd in the image"));
        // A plain file by its own word, empty by its own word, and half a terabyte to read.
        symlink("/etc/passwd", "/proc/self/pagemap");
        assertTrue(assertThrows(Failure.class, () -> box.run("true")).getMessage().startsWith("cannot read /etc/passwd in the image"));
    }

    @Test
    void a_list_of_users_that_is_a_symlink_is_read_in_the_image() throws IOException {
        Files.writeString(host.resolve("etc/hosts"), "the host's own\n");
        symlink("/etc/passwd", host + "/etc/hosts");
        assertEquals("/\n", box.sh("echo $HOME"));
        assertFalse(Files.exists(box.root.resolve("etc/passwd")) && !Files.isSymbolicLink(box.root.resolve("etc/passwd")));
    }
}
