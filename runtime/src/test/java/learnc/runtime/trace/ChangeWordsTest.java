package learnc.runtime.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// How changes read below a call.
class ChangeWordsTest {

    private static String line(Change change, State before) {
        return new ChangeWords(false).line(change, before);
    }

    @Test
    void a_mount_is_called_by_its_place() {
        assertEquals("+ mounts /proc (31): type=proc, options=rw,nosuid",
                line(new Change.Appeared("mounts", "1/31", Map.of("target", "/proc", "type", "proc", "options", "rw,nosuid", "root", "/")), null));
        assertEquals("- mounts /proc (31)", line(new Change.Gone("mounts", "1/31", Map.of("target", "/proc")), null));
    }

    @Test
    void a_value_becomes_another_and_nothing_is_said_in_words() {
        assertEquals("~ cgroups /sys/fs/cgroup/pids/learnc-4f: pids.max max → 64",
                line(new Change.Became("cgroups", "/sys/fs/cgroup/pids/learnc-4f", "pids.max", "max", "64"), null));
        assertEquals("~ mounts 1/31: covered_by (none) → 40", line(new Change.Became("mounts", "1/31", "covered_by", null, "40"), null));
        assertEquals("~ cgroups /c: cpuset.cpus \"\" → 0-1", line(new Change.Became("cgroups", "/c", "cpuset.cpus", "", "0-1"), null));
        assertEquals("~ cgroups /c: devices.list a; b -> a", new ChangeWords(true).line(new Change.Became("cgroups", "/c", "devices.list", "a\nb", "a"), null));
    }

    @Test
    void of_a_list_only_what_comes_and_goes_is_said() {
        assertEquals("~ processes 7: cap_effective -CAP_SYS_ADMIN -CAP_SYS_BOOT",
                line(new Change.Became("processes", "7", "cap_effective", "CAP_CHOWN CAP_SYS_ADMIN CAP_SYS_BOOT", "CAP_CHOWN"), null));
        assertEquals("~ namespaces net:1: members +8", line(new Change.Became("namespaces", "net:1", "members", "7", "7 8"), null));
    }

    @Test
    void names_come_from_the_state_where_the_change_has_none() {
        var state = new State();
        state.put("links", "1/4", Map.of("name", "learnc0"));
        state.put("mounts", "1/31", Map.of("target", "/rootfs"));
        assertEquals("+ addresses 172.30.0.1/16 on learnc0: family=inet", line(new Change.Appeared("addresses", "1/4/172.30.0.1/16", Map.of("family", "inet")), state));
        assertEquals("+ layers of /rootfs: lower=/a:/b, upper=/u", line(new Change.Appeared("layers", "1/31", new TreeMap<>(Map.of("lower", "/a:/b", "upper", "/u"))), state));
        assertEquals("~ links learnc0: state down → up", line(new Change.Became("links", "1/4", "state", "down", "up"), state));
    }

    @Test
    void a_long_one_is_cut() {
        assertEquals(241, line(new Change.Became("cgroups", "/c", "x", "a", "b".repeat(500)), null).length());
    }
}
