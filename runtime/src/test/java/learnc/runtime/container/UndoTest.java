package learnc.runtime.container;

import static learnc.runtime.kernel.MountFlags.MS_BIND;
import static learnc.runtime.kernel.MountFlags.MS_PRIVATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import learnc.runtime.RootTest;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.ProcessAge;
import learnc.runtime.kernel.RecordingDoor;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.Made;
import learnc.runtime.spec.Places;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class UndoTest {

    private static final Places PLACES = new Places("/var/lib/learnc", "/run/learnc");

    @TempDir
    Path folder;

    private final Kernel host = new Linux(UnaryOperator.identity()).host();
    private final RecordingDoor door = new RecordingDoor();
    private final Recorded removals = new Recorded();

    @Test
    void what_was_made_last_goes_first_and_a_mount_goes_on_until_nothing_is_mounted_there() {
        int[] mounts = {2};
        door.answer(SystemCall.UMOUNT2, call -> mounts[0]-- > 0 ? 0 : -Errno.EINVAL.number());
        List<String> left = undo(List.of(new Made.File("/run/learnc/f"), new Made.Mount("/run/learnc/m"), new Made.Link("learnc1"),
                new Made.Cgroup("/sys/fs/cgroup/learnc-c1"), new Made.NatRules("c1")));
        assertEquals(List.of(), left);
        assertEquals(List.of("nat-rules c1", "cgroup /sys/fs/cgroup/learnc-c1", "link learnc1"), removals.removed);
        assertEquals("""
                umount2(target="/run/learnc/m", flags=MNT_DETACH|UMOUNT_NOFOLLOW)
                umount2(target="/run/learnc/m", flags=MNT_DETACH|UMOUNT_NOFOLLOW)
                umount2(target="/run/learnc/m", flags=MNT_DETACH|UMOUNT_NOFOLLOW)
                unlinkat(dirfd=AT_FDCWD, pathname="/run/learnc/f", flags=0)""", door.text());
    }

    @Test
    void what_cannot_be_removed_is_reported_and_does_not_stop_the_rest() {
        door.refuse(SystemCall.UMOUNT2, Errno.EPERM);
        List<String> left = undo(List.of(new Made.File("/run/learnc/f"), new Made.Mount("/run/learnc/m")));
        assertEquals(1, left.size());
        assertTrue(left.getFirst().startsWith("mount /run/learnc/m: asked Linux (host): umount2("), left.getFirst());
        assertTrue(door.text().endsWith("unlinkat(dirfd=AT_FDCWD, pathname=\"/run/learnc/f\", flags=0)"), door.text());
    }

    @Test
    void what_is_gone_already_is_no_failure() {
        door.refuse(SystemCall.UMOUNT2, Errno.ENOENT).refuse(SystemCall.UNLINKAT, Errno.ENOENT).refuse(SystemCall.OPENAT, Errno.ENOENT)
                .refuse(SystemCall.PIDFD_OPEN, Errno.ESRCH);
        assertEquals(List.of(), undo(List.of(new Made.File("/run/learnc/f"), new Made.Mount("/run/learnc/m"),
                new Made.Directory("/run/learnc/d"), new Made.Process(42, 7))));
    }

    @Test
    void nothing_outside_of_learncs_places_is_touched_whatever_the_ledger_says() {
        List<String> left = undo(List.of(new Made.Directory("/etc"), new Made.Mount("/proc"), new Made.File("/run/learnc/../shadow"),
                new Made.Directory("/run/learnc"), new Made.File("/run/learncs/f"), new Made.Link("eth0"), new Made.Cgroup("/sys/fs/cgroup/system.slice")));
        assertEquals(7, left.size());
        assertEquals("", door.text());
        assertEquals(List.of(), removals.removed);
    }

    @Test
    void a_process_with_the_same_number_and_another_start_lives_on() {
        int self = (int) ProcessHandle.current().pid();
        long start = ProcessAge.startTicks(host, self);
        var undo = new Undo(host, PLACES, removals);
        assertEquals(List.of(), undo.undo(List.of(new Made.Process(self, start + 1))));
        assertTrue(start > 0);
    }

    @Test
    @RootTest
    void a_killed_process_is_gone_when_the_undoing_is_over() throws IOException {
        Process process = new ProcessBuilder("sleep", "1000").start();
        long start = ProcessAge.startTicks(host, (int) process.pid());
        assertEquals(List.of(), new Undo(host, PLACES, removals).undo(List.of(new Made.Process((int) process.pid(), start))));
        assertFalse(process.isAlive() && ProcessAge.startTicks(host, (int) process.pid()) == start);
    }

    @Test
    @RootTest
    void a_mount_is_taken_away_before_the_directory_below_it_is_deleted() throws IOException {
        Path precious = Files.writeString(Files.createDirectories(folder.resolve("host")).resolve("precious"), "data");
        Path inside = Files.createDirectories(folder.resolve("run/c1/volume"));
        host.mount(precious.getParent().toString(), inside.toString(), null, MS_BIND, null);
        host.mount(null, inside.toString(), null, MS_PRIVATE, null);
        var things = List.of(new Made.Directory(folder.resolve("run/c1").toString()), new Made.Mount(inside.toString()));
        assertEquals(List.of(), undoBelow(folder, things));
        assertFalse(Files.exists(folder.resolve("run/c1")));
        assertEquals("data", Files.readString(precious));
        assertEquals(List.of(), undoBelow(folder, things));
    }

    @Test
    @RootTest
    void nothing_is_deleted_through_a_mount_that_the_ledger_does_not_know() throws IOException {
        Path precious = Files.writeString(Files.createDirectories(folder.resolve("host")).resolve("precious"), "data");
        Path inside = Files.createDirectories(folder.resolve("run/c1/volume"));
        host.mount(precious.getParent().toString(), inside.toString(), null, MS_BIND, null);
        try {
            List<String> left = undoBelow(folder, List.of(new Made.Directory(folder.resolve("run/c1").toString())));
            assertEquals(1, left.size());
            assertTrue(left.getFirst().contains("EXDEV"), left.getFirst());
            left = undoBelow(folder, List.of(new Made.Directory(inside.toString())));
            assertEquals(1, left.size());
            assertEquals("data", Files.readString(precious));
        } finally {
            host.umount2(inside.toString(), 0);
        }
    }

    @Test
    @RootTest
    void a_symlink_is_removed_and_never_followed() throws IOException {
        Path precious = Files.writeString(Files.createDirectories(folder.resolve("host")).resolve("precious"), "data");
        Path c1 = Files.createDirectories(folder.resolve("run/c1"));
        Files.createSymbolicLink(c1.resolve("link"), precious.getParent());
        assertEquals(List.of(), undoBelow(folder, List.of(new Made.Directory(c1.toString()))));
        assertFalse(Files.exists(c1));
        assertEquals("data", Files.readString(precious));
    }

    private List<String> undo(List<Made> things) {
        return new Undo(new Kernel(door), PLACES, removals).undo(things);
    }

    private List<String> undoBelow(Path places, List<? extends Made> things) {
        return new Undo(host, new Places(places + "/root", places + "/run"), removals).undo(List.copyOf(things));
    }

    private static final class Recorded implements Removals {

        private final List<String> removed = new ArrayList<>();

        @Override
        public void cgroup(String path) {
            removed.add("cgroup " + path);
        }

        @Override
        public void link(String name) {
            removed.add("link " + name);
        }

        @Override
        public void natRules(String containerId) {
            removed.add("nat-rules " + containerId);
        }

    }
}
