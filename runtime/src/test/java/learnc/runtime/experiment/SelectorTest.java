package learnc.runtime.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.MountFlags;
import learnc.runtime.kernel.RecordingDoor;
import org.junit.jupiter.api.Test;

class SelectorTest {

    private final RecordingDoor door = new RecordingDoor();

    private Kernel kernel(Fault... faults) {
        return new Kernel(new FaultyDoor(door, new Faults(List.of(faults))));
    }

    private static boolean isRefused(Runnable call) {
        try {
            call.run();
            return false;
        } catch (KernelRefusal refusal) {
            return true;
        }
    }

    @Test
    void a_star_stands_for_anything() {
        assertTrue(Pattern.fits("*/pids.max", "/sys/fs/cgroup/pids/learnc-1/pids.max"));
        assertTrue(Pattern.fits("*", ""));
        assertTrue(Pattern.fits("a*b*c", "aXbXbXc"));
        assertFalse(Pattern.fits("a*b", "abc"));
        assertFalse(Pattern.fits("", "x"));
        assertTrue(Pattern.fits("*a".repeat(50), "a".repeat(5000)));
        assertFalse(Pattern.fits("*a".repeat(50) + "b", "a".repeat(5000)));
    }

    @Test
    void a_call_is_chosen_by_its_arguments() {
        Kernel kernel = kernel(Fault.injected("mount:target=/proc:error=EPERM"));
        assertFalse(isRefused(() -> kernel.mount("proc", "/sys", "proc", 0, null)));
        assertTrue(isRefused(() -> kernel.mount("proc", "/proc", "proc", 0, null)));
        assertEquals(1, door.transcript().size());
    }

    @Test
    void one_of_several_flags_is_enough() {
        Kernel kernel = kernel(Fault.injected("mount:propagation=private:error=EPERM"));
        assertTrue(isRefused(() -> kernel.mount(null, "/", null, MountFlags.MS_REC | MountFlags.MS_PRIVATE, null)));
        assertFalse(isRefused(() -> kernel.mount(null, "/", null, MountFlags.MS_REC | MountFlags.MS_SLAVE, null)));
    }

    @Test
    void when_counts_the_calls_that_fit() {
        for (var expected : List.of(List.of("2", ".x..."), List.of("3+", "..xxx"), List.of("2..4", ".xxx."))) {
            Kernel kernel = kernel(Fault.injected("chdir:error=EPERM:when=" + expected.getFirst()));
            var refused = new ArrayList<String>();
            for (int i = 0; i < 5; i++) {
                refused.add(isRefused(() -> kernel.chdir("/")) ? "x" : ".");
            }
            assertEquals(expected.getLast(), String.join("", refused));
        }
    }

    @Test
    void a_call_that_is_left_out_seems_to_have_succeeded() {
        Kernel kernel = kernel(Fault.skipped("sethostname"), Fault.skipped("write"));
        kernel.sethostname("box");
        assertEquals(5, kernel.write(1, "hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, 5));
        assertEquals(List.of(), door.transcript());
    }

    @Test
    void chroot_comes_instead_of_pivot_root_and_the_old_root_stays() {
        Kernel kernel = kernel(Fault.instead("pivot_root=chroot"));
        kernel.pivotRoot("/new", "/new");
        kernel.umount2("/new", 2);
        kernel.umount2("/other", 2);
        assertEquals(List.of("chroot(path=\"/new\")", "umount2(target=\"/other\", flags=MNT_DETACH)"),
                door.transcript().stream().map(call -> call.replace("new_root", "path")).toList());
    }

    @Test
    void a_write_is_held_back_until_another_call_and_keeps_its_file() {
        Kernel kernel = kernel(Fault.held("write:until=execve"));
        door.answer(learnc.runtime.kernel.SystemCall.FCNTL, call -> 77);
        assertEquals(2, kernel.write(5, new byte[] {'4', '2'}, 0, 2));
        kernel.close(5);
        kernel.execve("/bin/true", List.of("true"), List.of());
        List<String> transcript = door.transcript();
        assertTrue(transcript.get(1).startsWith("close(fd=5)"), transcript::toString);
        assertTrue(transcript.get(2).startsWith("execve("), transcript::toString);
        assertTrue(transcript.get(3).startsWith("write(fd=77, buf=\"42\""), transcript::toString);
        assertEquals("close(fd=77)", transcript.get(4));
    }
}
