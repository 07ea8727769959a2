package learnc.runtime.trace.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a mount table says, and what in it covers what.
class MountTableTest {

    private static Map<String, Map<String, String>> table(String... lines) {
        var table = new LinkedHashMap<String, Map<String, String>>();
        for (String line : lines) {
            table.put(line.substring(0, line.indexOf(' ')), MountTable.fields(line));
        }
        return new MountTable(table).withCovers();
    }

    private static String cover(Map<String, Map<String, String>> table, int id) {
        return table.get(Integer.toString(id)).get("covered_by");
    }

    @Test
    void a_line_has_as_many_fields_between_as_the_kernel_likes() {
        Map<String, String> fields = MountTable.fields("36 35 98:0 /mnt1 /a\\040b rw,noatime shared:1 master:2 - ext3 /dev/root rw,errors=continue");
        assertEquals(Map.of("parent", "35", "target", "/a b", "root", "/mnt1", "type", "ext3", "source", "/dev/root", "options", "rw,noatime",
                "super_options", "rw,errors=continue", "propagation", "shared:1 master:2"), fields);
        assertEquals("private", MountTable.fields("36 35 98:0 / /a rw - tmpfs  rw").get("propagation"));
        assertEquals("", MountTable.fields("36 35 98:0 / /a rw - tmpfs  rw").get("source"));
    }

    @Test
    void what_lies_on_it_or_above_it_covers_a_mount() {
        Map<String, Map<String, String>> table = table("1 0 0:1 / / rw - ext4 x rw", "2 1 0:2 / /dev rw - tmpfs x rw", "3 2 0:3 / /dev/shm rw - tmpfs x rw",
                "4 3 0:4 / /dev/shm rw - tmpfs x rw", "5 1 0:5 / /dev2 rw - tmpfs x rw", "6 2 0:6 / /dev rw - tmpfs x rw");
        assertNull(cover(table, 1));
        assertEquals("6", cover(table, 2));
        assertEquals("6", cover(table, 3));
        assertEquals("6", cover(table, 4));
        assertNull(cover(table, 5));
        assertNull(cover(table, 6));
    }

    @Test
    void after_pivot_root_the_old_root_lies_over_the_new_one_and_no_path_leads_into_it() {
        Map<String, Map<String, String>> table = table("90 1 0:9 / / rw - overlay x rw", "91 90 0:1 / / rw - ext4 x rw", "92 91 0:2 / /proc rw - proc x rw",
                "93 90 0:3 / /proc rw - proc x rw", "94 91 0:4 / /home rw - ext4 x rw");
        assertNull(cover(table, 90));
        assertEquals("90", cover(table, 91));
        assertEquals("93", cover(table, 92));
        assertNull(cover(table, 93));
        assertEquals("90", cover(table, 94));
    }

    @Test
    void an_overlay_tells_its_layers_in_both_ways_of_writing_them() {
        assertEquals(Map.of("lower", "/a:/b", "upper", "/u", "work", "/w"), Layers.of("rw,lowerdir=/a:/b,upperdir=/u,workdir=/w,index=off"));
        assertEquals(Map.of("lower", "/a:/b", "upper", "/u,1", "work", "/w"), Layers.of("rw,lowerdir+=/a,lowerdir+=/b,upperdir=/u\\0541,workdir=/w,volatile"));
    }
}
