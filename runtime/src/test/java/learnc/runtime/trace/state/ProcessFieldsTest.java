package learnc.runtime.trace.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is read out of the files of a process.
class ProcessFieldsTest {

    @Test
    void the_status_tells_users_and_capabilities() {
        Map<String, String> fields = new Status().fields("Name:\tsh\nState:\tS (sleeping)\nPPid:\t7\nUid:\t0\t0\t0\t0\nGid:\t1\t2\t2\t2\nNSpid:\t812\t1\nGroups:\t4 24 \n"
                + "CapEff:\t0000000000000003\nCapAmb:\t0000000000000000\nCapBnd:\t8000000000000000\nNoNewPrivs:\t1\nSeccomp:\t2\n");
        assertEquals(Map.ofEntries(Map.entry("command", "sh"), Map.entry("parent", "7"), Map.entry("uid", "0"), Map.entry("gid", "1 2 2 2"), Map.entry("pid_inside", "1"),
                Map.entry("groups", "4 24"), Map.entry("cap_effective", "CAP_CHOWN CAP_DAC_OVERRIDE"), Map.entry("cap_ambient", ""), Map.entry("cap_bounding", "63"),
                Map.entry("no_new_privs", "1"), Map.entry("seccomp", "filter")), fields);
        assertEquals(Map.of(), new Status().fields(null));
    }

    @Test
    void limits_are_called_as_ulimit_calls_them() {
        assertEquals(Map.of("limit.nofile", "1024:524288", "limit.cpu", "unlimited:unlimited"), Limits.fields(
                "Limit                     Soft Limit           Hard Limit           Units     \nMax cpu time              unlimited            unlimited            seconds   \n"
                + "Max open files            1024                 524288               files     \n"));
    }

    @Test
    void groups_are_told_by_hierarchy() {
        assertEquals(Map.of("cgroup.memory", "/a:b", "cgroup.name=systemd", "/", "cgroup.v2", "/x"), Membership.fields("4:memory:/a:b\n9:name=systemd:/\n0::/x\n"));
    }
}
