package learnc.runtime.cgroup;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class MountLineTest {

    private static boolean isHidden(int id, String mountinfo) {
        List<MountLine> all = MountLine.all(mountinfo);
        return all.stream().filter(line -> line.id() == id).findFirst().orElseThrow().isHiddenBy(all);
    }

    private static String line(int id, int parent, String point) {
        return id + " " + parent + " 0:1 / " + point + " rw - tmpfs tmpfs rw\n";
    }

    @Test
    void a_mount_is_hidden_by_one_that_is_mounted_over_it_or_above_it() {
        assertTrue(isHidden(2, line(1, 0, "/") + line(2, 1, "/sys") + line(3, 2, "/sys")));
        assertTrue(isHidden(2, line(1, 0, "/") + line(2, 1, "/a/b") + line(3, 1, "/a")));
        assertFalse(isHidden(3, line(1, 0, "/") + line(2, 1, "/sys") + line(3, 2, "/sys")));
    }

    @Test
    void what_lay_below_an_older_mount_hides_nothing_in_a_newer_one_over_it() {
        String mounts = line(1, 0, "/") + line(2, 1, "/sys") + line(3, 2, "/sys/fs/cgroup") + line(4, 2, "/sys") + line(5, 4, "/sys/fs/cgroup");
        assertTrue(isHidden(3, mounts));
        assertFalse(isHidden(4, mounts));
        assertFalse(isHidden(5, mounts));
    }
}
