package learnc.runtime.stage;

import static learnc.runtime.Needed.neededProgram;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import learnc.runtime.RootTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The same root directory with the same settings, run by learnc's stages and by runc: a program inside looks at everything
/// that it can see, and must not be able to tell the two apart. What it still can tell stands in [#REASONS].
@RootTest
@Timeout(300)
public class SameAsRuncTest {

    /// Prints one line for each thing that it sees, into `/out/text`.
    public static final String PROBE = """
            exec >/out/text 2>&1
            echo "pid $$"
            echo "cwd $(readlink /proc/1/cwd)"
            echo "root $(readlink /proc/1/root)"
            echo "hostname $(hostname)"
            echo "umask $(umask)"
            echo "id $(id)"
            echo "oom $(cat /proc/1/oom_score_adj)"
            echo "group-and-session $(cut -d' ' -f5,6 /proc/1/stat)"
            echo "arguments $(tr '\\0' '|' </proc/1/cmdline | cut -c1-20)"
            env | sort | sed 's/^/env /'
            grep -E '^(Uid|Gid|Groups|Cap|NoNewPrivs|Seccomp:|SigBlk|Umask)' /proc/1/status | sed 's/^/status /'
            sed 's/^/limit /' /proc/1/limits
            for n in mnt pid uts ipc net user cgroup time; do echo "namespace $n $(readlink /proc/1/ns/$n)"; done
            for f in /proc/1/fd/*; do echo "descriptor ${f##*/} $(readlink $f)"; done
            while read -r number parent device root point options rest; do echo "mount $point $options $rest"; done </proc/self/mountinfo
            for f in /dev /dev/* /dev/pts/* /dev/shm/* /etc /etc/*; do
                echo "file $f $(stat -c '%F %a %u:%g %t:%T' $f 2>&1) $(readlink $f)"
            done
            for f in asound acpi interrupts kcore keys latency_stats timer_list timer_stats sched_debug scsi bus fs irq sys sysrq-trigger; do
                echo "proc $f $(stat -c '%F %a' /proc/$f 2>&1) $(ls /proc/$f 2>&1 | head -3 | tr '\\n' ' ') $(cat /proc/$f 2>/dev/null | head -c 3)"
            done
            echo "firmware $(ls /sys/firmware 2>&1) $(ls /sys/devices/virtual/powercap 2>&1)"
            echo "write-sys $( (echo 1 >/sys/kernel/profiling) 2>&1)"
            echo "write-proc $( (echo x >/proc/sys/kernel/domainname) 2>&1)"
            echo "ports-and-pings $(cat /proc/sys/net/ipv4/ip_unprivileged_port_start /proc/sys/net/ipv4/ping_group_range | tr '\\n' ' ')"
            echo "devices $(head -c 2 /dev/zero | tr '\\0' 0) $(head -c 2 /dev/null) $( (echo x >/dev/full) 2>&1)"
            """;

    /// What differs, and why it may.
    private static final Map<String, String> REASONS = Map.of(
            "descriptor 0", "without a terminal runc puts a pipe before standard input; learnc, asked for no input, opens /dev/null as Docker's container has it");

    private final Box box = new Box();

    @BeforeEach
    void needsRunc() {
        neededProgram("runc", "runc");
    }

    @AfterEach
    void remove() {
        box.close();
    }

    @Test
    void a_program_of_root_sees_the_same() throws Exception {
        compare(0, 0, List.of(0));
    }

    @Test
    void a_program_of_another_user_sees_the_same() throws Exception {
        box.write("/etc/passwd", "root:x:0:0::/root:/bin/sh\nann:x:1000:100::/home/ann:/bin/sh\n");
        box.write("/etc/group", "root:x:0:\nusers:x:100:\nwheel:x:10:ann\n");
        box.user = "ann";
        box.furtherGroups = List.of("77");
        compare(1000, 100, List.of(100, 10, 77));
    }

    private void compare(int user, int group, List<Integer> groups) throws Exception {
        box.hostname = "box";
        box.workingDirectory = "/work";
        box.environment = List.of("A=1", "B=two words");
        assertEquals(0, box.run("sh", "-c", PROBE));
        Map<String, String> ours = fields(box.text());
        Files.delete(box.out.resolve("text"));
        runc(user, group, groups);
        Map<String, String> theirs = fields(box.text());
        assertTrue(theirs.size() > 90, "the probe has seen only " + theirs);
        assertEquals("", differences(ours, theirs));
    }

    private static String differences(Map<String, String> ours, Map<String, String> theirs) {
        var text = new StringBuilder();
        var names = new TreeSet<>(ours.keySet());
        names.addAll(theirs.keySet());
        for (String name : names) {
            String our = ours.get(name);
            String their = theirs.get(name);
            if (!REASONS.containsKey(name) && (our == null || !our.equals(their))) {
                text.append(name).append("\n  learnc: ").append(our).append("\n  runc:   ").append(their).append('\n');
            }
        }
        return text.toString();
    }

    /// What a probe has seen: the first two words of a line are its name.
    public static Map<String, String> fields(String text) {
        var fields = new TreeMap<String, String>();
        for (String line : text.split("\n")) {
            String[] words = line.split("[ \t]+", 3);
            boolean isPair = List.of("status", "limit", "namespace", "descriptor", "mount", "file", "proc", "env").contains(words[0]);
            String name = isPair ? words[0] + " " + words[1] : words[0];
            fields.merge(name, namespaceOrValue(words[0], line.substring(words[0].length())), (a, b) -> a + "\n" + b);
        }
        return fields;
    }

    /// Numbers of pipes (the shell's own) and namespaces differ from run to run; what counts of a namespace is whether it is the host's.
    private static String namespaceOrValue(String kind, String value) {
        if (!kind.equals("namespace")) {
            return value.replaceAll("pipe:\\[[0-9]+]", "pipe");
        }
        try {
            String name = value.strip().split(" ")[0];
            String hosts = Files.readSymbolicLink(Path.of("/proc/self/ns", name)).toString();
            return value.contains(hosts) ? name + " is the host's" : name + " is its own";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void runc(int user, int group, List<Integer> groups) throws Exception {
        Path bundle = Files.createDirectories(box.folder.resolve("bundle"));
        Files.writeString(bundle.resolve("config.json"), config(user, group, groups));
        File said = box.folder.resolve("runc.out").toFile();
        Process runc = new ProcessBuilder("runc", "--root", box.folder.resolve("runc").toString(), "run", "-b", bundle.toString(),
                "learnc-test-" + box.id.substring(0, 12)).redirectInput(new File("/dev/null")).redirectErrorStream(true).redirectOutput(said).start();
        assertTrue(runc.waitFor(200, TimeUnit.SECONDS));
        assertEquals(0, runc.exitValue(), Files.readString(said.toPath()));
    }

    private String config(int user, int group, List<Integer> groups) {
        String capabilities = quoted(List.of("CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FSETID", "CAP_FOWNER", "CAP_MKNOD", "CAP_NET_RAW",
                "CAP_SETGID", "CAP_SETUID", "CAP_SETFCAP", "CAP_SETPCAP", "CAP_NET_BIND_SERVICE", "CAP_SYS_CHROOT", "CAP_KILL", "CAP_AUDIT_WRITE"));
        String files = box.places.container(box.id);
        return """
                {"ociVersion": "1.0.2",
                 "process": {"terminal": false, "user": {"uid": %d, "gid": %d, "additionalGids": %s}, "args": ["sh", "-c", %s],
                   "env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOSTNAME=box", "A=1", "B=two words"],
                   "cwd": "/work", "noNewPrivileges": true, "oomScoreAdj": 0,
                   "capabilities": {"bounding": [%s]%s}},
                 "root": {"path": %s},
                 "hostname": "box",
                 "mounts": [
                   {"destination": "/proc", "type": "proc", "source": "proc", "options": ["nosuid", "noexec", "nodev"]},
                   {"destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "strictatime", "mode=755", "size=65536k"]},
                   {"destination": "/dev/pts", "type": "devpts", "source": "devpts", "options": ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"]},
                   {"destination": "/sys", "type": "sysfs", "source": "sysfs", "options": ["nosuid", "noexec", "nodev", "ro"]},
                   {"destination": "/dev/mqueue", "type": "mqueue", "source": "mqueue", "options": ["nosuid", "noexec", "nodev"]},
                   {"destination": "/dev/shm", "type": "tmpfs", "source": "shm", "options": ["nosuid", "noexec", "nodev", "mode=1777", "size=67108864"]},
                   {"destination": "/out", "type": "bind", "source": %s, "options": ["rbind", "rprivate"]},
                   {"destination": "/etc/hosts", "type": "bind", "source": %s, "options": ["rbind", "rprivate"]},
                   {"destination": "/etc/hostname", "type": "bind", "source": %s, "options": ["rbind", "rprivate"]},
                   {"destination": "/etc/resolv.conf", "type": "bind", "source": %s, "options": ["rbind", "rprivate"]}],
                 "linux": {
                   "namespaces": [{"type": "mount"}, {"type": "pid"}, {"type": "uts"}, {"type": "ipc"}, {"type": "network"}],
                   "sysctl": {"net.ipv4.ip_unprivileged_port_start": "0", "net.ipv4.ping_group_range": "0 2147483647"},
                   "maskedPaths": ["/proc/asound", "/proc/acpi", "/proc/interrupts", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/timer_list",
                     "/proc/timer_stats", "/proc/sched_debug", "/proc/scsi", "/sys/firmware", "/sys/devices/virtual/powercap"],
                   "readonlyPaths": ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"]}}
                """.formatted(user, group, groups, json(PROBE), capabilities,
                user == 0 ? ", \"effective\": [" + capabilities + "], \"permitted\": [" + capabilities + "]" : "",
                json(box.root.toString()), json(box.out.toString()), json(files + "/hosts"), json(files + "/hostname"), json(files + "/resolv.conf"));
    }

    private static String quoted(Collection<String> words) {
        return words.stream().map(SameAsRuncTest::json).collect(Collectors.joining(", "));
    }

    private static String json(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
