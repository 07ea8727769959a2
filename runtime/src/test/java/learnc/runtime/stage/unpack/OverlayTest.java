package learnc.runtime.stage.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Call;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.RecordingDoor;
import learnc.runtime.kernel.SystemCall;
import org.junit.jupiter.api.Test;

class OverlayTest {

    private final RecordingDoor door = new RecordingDoor();
    private final Overlay overlay = new Overlay(new Kernel(door));

    @Test
    void every_layer_is_an_option_of_its_own() {
        overlay.mount(List.of("/layers/high", "/layers/low"), "/c/upper", "/c/work", "/run/rootfs");
        assertEquals("""
                fsopen(fsname="overlay", flags=FSOPEN_CLOEXEC)
                fsconfig(fd=3, cmd=FSCONFIG_SET_STRING, key="source", value="overlay", aux=0)
                fsconfig(fd=3, cmd=FSCONFIG_SET_STRING, key="lowerdir+", value="/layers/high", aux=0)
                fsconfig(fd=3, cmd=FSCONFIG_SET_STRING, key="lowerdir+", value="/layers/low", aux=0)
                fsconfig(fd=3, cmd=FSCONFIG_SET_STRING, key="upperdir", value="/c/upper", aux=0)
                fsconfig(fd=3, cmd=FSCONFIG_SET_STRING, key="workdir", value="/c/work", aux=0)
                fsconfig(fd=3, cmd=FSCONFIG_SET_STRING, key="index", value="off", aux=0)
                fsconfig(fd=3, cmd=FSCONFIG_SET_STRING, key="metacopy", value="off", aux=0)
                fsconfig(fd=3, cmd=FSCONFIG_SET_STRING, key="redirect_dir", value="nofollow", aux=0)
                fsconfig(fd=3, cmd=FSCONFIG_SET_FLAG, key="volatile", value=NULL, aux=0)
                fsconfig(fd=3, cmd=FSCONFIG_CMD_CREATE, key=NULL, value=NULL, aux=0)
                fsmount(fsfd=3, flags=FSMOUNT_CLOEXEC, attr_flags=0)
                move_mount(from_dirfd=4, from_pathname="", to_dirfd=AT_FDCWD, to_pathname="/run/rootfs", flags=MOVE_MOUNT_F_EMPTY_PATH)
                close(fd=3)
                close(fd=4)""", door.text());
    }

    @Test
    void an_older_kernel_gets_all_layers_in_one_line() {
        door.answer(SystemCall.FSCONFIG, OverlayTest::knowsNoLowerdirPlus);
        overlay.mount(List.of("/layers/high", "/layers/low"), "/c/upper", "/c/work", "/run/rootfs");
        assertEquals("mount(source=\"overlay\", target=\"/run/rootfs\", filesystemtype=\"overlay\", mountflags=0, data=\"lowerdir=/layers/high:"
                + "/layers/low,upperdir=/c/upper,workdir=/c/work,index=off,metacopy=off,redirect_dir=nofollow,volatile\")", only("mount("));
    }

    @Test
    void an_older_kernel_gets_many_layers_by_short_names() {
        door.answer(SystemCall.FSCONFIG, OverlayTest::knowsNoLowerdirPlus);
        List<String> lower = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lower.add("/var/lib/learnc/layers/" + "0123456789abcdef".repeat(4) + i + "/diff");
        }
        overlay.mount(lower, "/c/upper", "/c/work", "/run/rootfs");
        assertTrue(only("mount(").contains("data=\"lowerdir=/proc/self/fd/4:/proc/self/fd/5:"), only("mount("));
        long opened = door.transcript().stream().filter(call -> call.startsWith("open") || call.startsWith("fsopen")).count();
        long closed = door.transcript().stream().filter(call -> call.startsWith("close")).count();
        assertEquals(203, opened);
        assertEquals(opened, closed);
    }

    @Test
    void a_path_that_is_too_long_for_an_option_goes_by_a_short_name() {
        String path = "/" + "x".repeat(300);
        overlay.mount(List.of(path), "/c/upper", "/c/work", "/run/rootfs");
        assertTrue(door.text().contains("key=\"lowerdir+\", value=\"/proc/self/fd/4\""), door.text());
    }

    @Test
    void a_kernel_without_overlayfs_says_so_and_nothing_stays_open() {
        door.refuse(SystemCall.FSOPEN, Errno.ENODEV);
        KernelRefusal refusal = assertThrows(KernelRefusal.class, () -> overlay.mount(List.of("/l"), "/c/upper", "/c/work", "/run/rootfs"));
        assertTrue(refusal.getMessage().contains("this kernel does not know this kind of file system"), refusal.getMessage());
        assertEquals("fsopen(fsname=\"overlay\", flags=FSOPEN_CLOEXEC)", door.text());
    }

    @Test
    void descriptors_are_closed_when_the_kernel_refuses() {
        door.refuse(SystemCall.MOVE_MOUNT, Errno.EPERM);
        assertThrows(KernelRefusal.class, () -> overlay.mount(List.of("/l"), "/c/upper", "/c/work", "/run/rootfs"));
        assertTrue(door.text().endsWith("close(fd=3)\nclose(fd=4)"), door.text());
    }

    private String only(String start) {
        List<String> found = door.transcript().stream().filter(call -> call.startsWith(start)).toList();
        assertEquals(1, found.size(), door.text());
        return found.getFirst();
    }

    static long knowsNoLowerdirPlus(Call call) {
        boolean isNew = call.arguments().get(2) instanceof Argument.Text(String _, String key) && "lowerdir+".equals(key);
        return isNew ? -Errno.EINVAL.number() : 0;
    }
}
