package learnc.runtime.trace.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.SystemCall;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.Header;
import org.junit.jupiter.api.Test;

/// What a person would type instead of a call: transcripts.
class TranslationTest {

    private static final int HOST = 100;
    private static final int INIT = 200;

    private final Translation translation = new Translation();
    private long sequence;

    @Test
    void a_control_file_is_written_by_echo_and_the_other_calls_say_so() {
        assertEquals("# part of: echo … > /sys/fs/cgroup/pids/learnc-c1/pids.max", host("openat", "7</sys/fs/cgroup/pids/learnc-c1/pids.max>", "AT_FDCWD",
                "\"/sys/fs/cgroup/pids/learnc-c1/pids.max\"", "O_WRONLY|O_CLOEXEC", "000"));
        assertEquals("echo 64 > /sys/fs/cgroup/pids/learnc-c1/pids.max", host("write", "2", "7</sys/fs/cgroup/pids/learnc-c1/pids.max>", "\"64\"", "2"));
        assertEquals("# a shell closes what it has opened: /sys/fs/cgroup/pids/learnc-c1/pids.max", host("close", "0", "7</sys/fs/cgroup/pids/learnc-c1/pids.max>"));
    }

    @Test
    void a_file_is_emptied_when_it_is_opened_and_filled_by_printf() {
        assertEquals(": > /run/c1/hosts", host("openat", "7</run/c1/hosts>", "AT_FDCWD", "\"/run/c1/hosts\"", "O_WRONLY|O_CREAT|O_TRUNC|O_CLOEXEC", "0644"));
        assertEquals("printf '100%%\\t\\\\n\\047\\n' >> /run/c1/hosts", host("write", "9", "7</run/c1/hosts>", "\"100%\\t\\\\n'\\n\"", "9"));
        assertEquals("(umask 0066; : > /run/c1/secret)", host("openat", "7</run/c1/secret>", "AT_FDCWD", "\"/run/c1/secret\"", "O_WRONLY|O_CREAT|O_TRUNC", "0600"));
    }

    @Test
    void an_overlay_is_one_command_at_the_call_that_attaches_it() {
        String part = "# part of: mount -t overlay … overlay …, which move_mount completes";
        assertEquals(part, host("fsopen", "7<anon_inode:[fscontext]>", "\"overlay\"", "FSOPEN_CLOEXEC"));
        for (String[] option : new String[][] {{"source", "overlay"}, {"lowerdir+", "/l/2"}, {"lowerdir+", "/l/1"}, {"upperdir", "/c/it's"}, {"workdir", "/c/w"}}) {
            assertEquals(part, host("fsconfig", "0", "7<anon_inode:[fscontext]>", "FSCONFIG_SET_STRING", '"' + option[0] + '"', '"' + option[1] + '"', "0"));
        }
        assertEquals(part, host("fsconfig", "0", "7<anon_inode:[fscontext]>", "FSCONFIG_SET_FLAG", "\"volatile\"", "NULL", "0"));
        assertEquals(part, host("fsconfig", "0", "7<anon_inode:[fscontext]>", "FSCONFIG_CMD_CREATE", "NULL", "NULL", "0"));
        assertEquals(part, host("fsmount", "8<mount>", "7<anon_inode:[fscontext]>", "FSMOUNT_CLOEXEC", "0"));
        assertEquals("mount -t overlay -o 'lowerdir+=/l/2,lowerdir+=/l/1,upperdir=/c/it'\\''s,workdir=/c/w,volatile' overlay /c/rootfs",
                host("move_mount", "0", "8<mount>", "\"\"", "AT_FDCWD", "\"/c/rootfs\"", "MOVE_MOUNT_F_EMPTY_PATH"));
    }

    @Test
    void a_path_through_a_descriptor_is_the_path_of_the_file() {
        inside("openat2", "5</c/rootfs/dev>", "3</c/rootfs>", "\"/dev\"", "{flags=O_RDONLY|O_PATH, mode=000, resolve=RESOLVE_IN_ROOT}", "24");
        assertEquals("mount -t tmpfs -o nosuid,strictatime,mode=755 tmpfs /c/rootfs/dev",
                inside("mount", "0", "\"tmpfs\"", "\"/proc/self/fd/5\"", "\"tmpfs\"", "MS_NOSUID|MS_STRICTATIME", "\"mode=755\""));
        assertEquals("mknod -m 0644 /c/rootfs/dev/null c 1 3", inside("mknodat", "0", "5</c/rootfs/dev>", "\"null\"", "S_IFCHR|0666", "makedev(0x1, 0x3)"));
        assertEquals("ln -sT -- -n /c/rootfs/dev/odd", inside("symlinkat", "0", "\"-n\"", "5</c/rootfs/dev>", "\"odd\""));
    }

    @Test
    void the_rights_that_are_given_up_one_by_one_are_given_up_by_the_last_command() {
        assertEquals("# part of: exec setpriv … PROGRAM, see execve: setpriv --bounding-set=-sys_admin", inside("prctl", "0", "PR_CAPBSET_DROP", "CAP_SYS_ADMIN", "0", "0", "0"));
        inside("setsid", "1");
        inside("prctl", "0", "PR_CAPBSET_DROP", "CAP_NET_RAW", "0", "0", "0");
        inside("setgroups", "0", "2", "[100, 77]");
        inside("setresgid", "0", "100", "100", "100");
        inside("setresuid", "0", "1000", "1000", "1000");
        inside("capset", "0", "{version=3, pid=0}", "{effective=0}");
        inside("prctl", "0", "PR_SET_NO_NEW_PRIVS", "1", "0", "0", "0");
        assertEquals("exec setsid setpriv --bounding-set=-sys_admin,-net_raw --groups 100,77 --regid 100 --reuid 1000 --inh-caps=-all --no-new-privs"
                + " env --default-signal --ignore-environment 'A=b c' PATH=/bin sh -c 'echo $A'",
                inside("execve", "0", "\"/bin/sh\"", "[\"sh\", \"-c\", \"echo $A\"]", "[\"A=b c\", \"PATH=/bin\"]"));
    }

    @Test
    void the_containers_process_has_a_name_instead_of_a_number() {
        assertEquals("unshare --mount --pid --net --propagation unchanged --fork --kill-child=KILL sh",
                zygote("clone3", Integer.toString(INIT), "{flags=CLONE_PARENT|CLONE_NEWNS|CLONE_NEWPID|CLONE_NEWNET, exit_signal=0}", "88"));
        host("openat", "7</proc/200/uid_map>", "AT_FDCWD", "\"/proc/200/uid_map\"", "O_WRONLY", "000");
        assertEquals("echo '0 100000 65536' > /proc/$init/uid_map", host("write", "15", "7</proc/200/uid_map>", "\"0 100000 65536\\n\"", "15"));
        assertEquals("echo \"$init\" > /sys/fs/cgroup/pids/cgroup.procs", host("write", "3", "7</sys/fs/cgroup/pids/cgroup.procs>", "\"200\"", "3"));
        assertTrue(host("write", "15", "7</proc/201/uid_map>", "\"0 1 1\"", "15").startsWith("# part of: "), "another process has another number in another run");
    }

    @Test
    void a_file_of_the_host_that_was_passed_inside_is_written_on_the_host() {
        inside("pivot_root", "0", "\".\"", "\".\"");
        assertEquals("echo \"$init\" > /sys/fs/cgroup/pids/learnc-c1/tasks", inside("write", "1", "6</sys/fs/cgroup/pids/learnc-c1/tasks>", "\"0\"", "1"));
        inside("openat", "3</proc/self/oom_score_adj>", "AT_FDCWD", "\"/proc/self/oom_score_adj\"", "O_WRONLY", "000");
        assertEquals("echo 0 > /proc/self/oom_score_adj", inside("write", "1", "3</proc/self/oom_score_adj>", "\"0\"", "1"));
    }

    @Test
    void links_and_packet_rules_are_made_in_the_words_of_ip_and_nft() {
        zygote("clone3", Integer.toString(INIT), "{flags=CLONE_NEWNS|CLONE_NEWPID, exit_signal=0}", "88");
        host("recvfrom", "1", "9<NETLINK>", "RTM_NEWLINK {index=2, ifname=learnc0, kind=bridge} 0", "32768", "0", "NULL", "NULL");
        assertEquals("""
                ip link add dev learncc1 address fe:1c:ac:1e:00:02 mtu 1500 master learnc0 type veth peer name eth0 mtu 1500 netns $init
                ip link set dev learncc1 up""", host("sendto", "1", "9<NETLINK>",
                "[RTM_NEWLINK {mac=fe:1c:ac:1e:00:02, mtu=1500, master=2, ifname=learncc1, kind=veth, peer={mtu=1500, netns_of_pid=200, ifname=eth0}} NLM_F_REQUEST,"
                + " RTM_SETLINK {ifname=learncc1, flags=IFF_UP} NLM_F_REQUEST|NLM_F_ACK]", "356", "0", "NULL", "0"));
        assertEquals("""
                nft '
                add table ip learnc0
                add chain ip learnc0 guard { type filter hook prerouting priority -300; }
                add rule ip learnc0 guard iifname "learnc0" ip daddr 127.0.0.0/8 drop
                '""", host("sendto", "1", "9<NETLINK>", "[NFNL_MSG_BATCH_BEGIN {nftables} NLM_F_REQUEST, NFT_MSG_NEWTABLE {ip learnc0} NLM_F_REQUEST,"
                + " NFT_MSG_NEWCHAIN {ip learnc0 guard: type filter hook prerouting priority -300} NLM_F_REQUEST|NLM_F_CREATE,"
                + " NFT_MSG_NEWRULE {ip learnc0 guard: iifname \"learnc0\" ip daddr 127.0.0.0/8 drop} NLM_F_REQUEST|NLM_F_APPEND]", "99", "0", "NULL", "0"));
    }

    @Test
    void a_rule_that_hides_a_command_of_its_own_is_only_told() {
        String told = host("sendto", "1", "9<NETLINK>", "[NFT_MSG_NEWRULE {ip learnc0 guard: drop'; touch /tmp/owned; nft 'flush ruleset} NLM_F_APPEND]", "99", "0", "NULL", "0");
        assertTrue(told.startsWith("# "), told);
        told = host("sendto", "1", "9<NETLINK>", "[NFT_MSG_NEWRULE {ip learnc0 guard: drop'\n$(id)'} NLM_F_APPEND]", "99", "0", "NULL", "0");
        assertTrue(told.startsWith("# ") && told.lines().count() == 1, told);
    }

    @Test
    void what_was_refused_is_not_done() {
        var refused = new Event.Refusal("ENOENT", "No such file or directory", null, null);
        Event event = event("inside", INIT, "mount", -2, "-1 ENOENT", refused, "\"/dev/null\"", "\"/proc/scsi\"", "NULL", "MS_BIND", "NULL");
        assertEquals("# mount --bind /dev/null /proc/scsi   (refused here: ENOENT)", translation.shell(event));
    }

    @Test
    void a_hostile_name_is_quoted_in_a_command_and_harmless_in_a_comment() {
        assertEquals("mkdir -m 0755 \"$(printf '/v/$(id)\\047\\n-x')\"", host("mkdirat", "0", "AT_FDCWD", "\"/v/$(id)'\\n-x\"", "0755"));
        assertEquals("# to look: stat \"$(printf '/v\\nrm -rf /')\"", host("statx", "0", "AT_FDCWD", "\"/v\\nrm -rf /\"", "0", "0", "{}"));
        assertEquals(1, host("statx", "0", "AT_FDCWD", "\"/v\\n\"", "0", "0", "{}").lines().count());
    }

    @Test
    void every_call_has_a_command_even_when_its_event_is_damaged() {
        for (SystemCall call : SystemCall.values()) {
            for (String[] arguments : new String[][] {{}, {"\"cut", "5<", "\"a\nb\"", "{flags=", "[", "]"}, {"0", "0", "0", "0", "0", "0"}, {"-1", "\"\\", "\"\\7\"", "NULL", "{", "}"}}) {
                for (String door : List.of("host", "inside", "zygote", "payload", "imported", "\n")) {
                    String shell = new Translation().shell(event(door, HOST, call.manualName(), 0, "0", null, arguments));
                    assertTrue(!shell.isBlank() && (!shell.startsWith("#") || shell.lines().count() == 1), () -> call + ": " + shell);
                }
            }
        }
        assertEquals(1, translation.shell(event("host", HOST, "no_such_call\nrm", 0, "0", null)).lines().count());
    }

    @Test
    void no_script_is_made_of_a_trace_of_somebody_else() throws Exception {
        var out = new ByteArrayOutputStream();
        var script = new ShellScript(out);
        script.begin(new Header(1, "", List.of("run", "x\nrm -rf /"), Instant.EPOCH, "", "", ""));
        script.write(event("imported", HOST, "unlinkat", 0, "0", null, "AT_FDCWD", "\"/containers/" + "0".repeat(64) + "/x\"", "0"));
        script.end(1);
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(!text.contains("0000") && !text.contains("\nrm -rf /") && text.endsWith("fail \"the trace ends before the program is executed\"\n"), text);
    }

    private String host(String call, String result, String... arguments) {
        return said("host", HOST, call, result, arguments);
    }

    private String inside(String call, String result, String... arguments) {
        return said("inside", INIT, call, result, arguments);
    }

    private String zygote(String call, String result, String... arguments) {
        return said("zygote", 150, call, result, arguments);
    }

    private String said(String door, int pid, String call, String result, String... arguments) {
        return translation.shell(event(door, pid, call, Long.parseLong(result.replaceFirst("<.*", "")), result, null, arguments));
    }

    private Event event(String door, int pid, String call, long result, String resultText, Event.Refusal refusal, String... arguments) {
        var values = new ArrayList<Event.Value>();
        for (String argument : arguments) {
            values.add(new Event.Value("", argument, null, List.of(), null));
        }
        return new Event(++sequence, 0, 0, "exec", null, door, pid, pid, pid, "main", call, 0, values, result, resultText, refusal, new Event.Source("", "", 0, ""));
    }
}
