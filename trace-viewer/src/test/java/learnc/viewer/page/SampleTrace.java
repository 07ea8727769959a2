package learnc.viewer.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A trace like that of a small run, with every view of the state in it, made by hand: the page is tested with what the format
/// allows, not only with what learnc writes on this machine. Other traces of any length are made from it.
///
/// `java SampleTrace.java FILE [EVENTS]` writes one.
final class SampleTrace {

    static final String HOST_NET = "4026531840";
    static final String NET = "4026532281";
    static final String HOST_MNT = "4026531841";
    static final String MNT = "4026532277";
    static final String BRIDGE = HOST_NET + "/3";
    private static final String ROOT = "/run/learnc/containers/9f2c/rootfs";
    private static final String GROUP = "/sys/fs/cgroup/learnc/9f2c";
    private static final int FRAME_EVENTS = 50;

    private final List<String> lines = new ArrayList<>();
    private final Map<String, Map<String, Map<String, String>>> state = new LinkedHashMap<>();
    private int events;

    /// The lines of the sample: header, events and key frames, end.
    static List<String> lines(int fewestEvents) {
        return new SampleTrace().run(fewestEvents);
    }

    static Path write(Path file, int fewestEvents) throws IOException {
        return Files.write(file, lines(fewestEvents));
    }

    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0);
    }

    private List<String> run(int fewestEvents) {
        lines.add("{\"schema\":\"learnc-trace\",\"version\":1,\"learnc\":\"1.0.0\",\"command\":[\"learnc\",\"run\",\"--memory\",\"64m\",\"-p\",\"8080:80\",\"alpine\",\"httpd\",\"-f\"],"
                + "\"started\":\"2026-11-23T20:00:00Z\",\"kernel\":\"6.12.0\",\"architecture\":\"amd64\",\"cgroups\":\"v2\"}");
        hostState();
        frame();
        pull();
        unpack();
        namespaces();
        cgroups();
        network();
        exec();
        payload(Math.max(0, fewestEvents - events - 6));
        end();
        lines.add("{\"end\":" + events + "}");
        return lines;
    }

    private void hostState() {
        String[][] kinds = {{"user", "4026531837"}, {"mnt", HOST_MNT}, {"pid", "4026531836"}, {"uts", "4026531838"}, {"ipc", "4026531839"}, {"net", HOST_NET}, {"cgroup", "4026531835"}};
        for (String[] kind : kinds) {
            put("namespaces", kind[0] + ":" + kind[1], fields("kind", kind[0], "inode", kind[1], "owner", kind[0].equals("user") ? "" : "4026531837", "members", "1 8100"));
        }
        field("namespaces", "uts:4026531838", "hostname", "workbench");
        field("namespaces", "user:4026531837", "uid_map", "0 0 4294967295");
        field("namespaces", "user:4026531837", "gid_map", "0 0 4294967295");
        put("processes", "1", process("1", "0", "systemd"));
        put("processes", "8100", process("8100", "1", "java"));
        put("descriptors", "8100/0", fields("target", "/dev/pts/0", "flags", "O_RDWR"));
        put("descriptors", "8100/1", fields("target", "/dev/pts/0", "flags", "O_RDWR"));
        put("descriptors", "8100/2", fields("target", "/dev/pts/0", "flags", "O_RDWR"));
        mount(HOST_MNT, 21, "1", "/", "ext4", "/dev/vda1", "rw,relatime", "shared:1");
        mount(HOST_MNT, 22, "21", "/proc", "proc", "proc", "rw,nosuid,nodev,noexec", "shared:2");
        mount(HOST_MNT, 23, "21", "/sys", "sysfs", "sysfs", "rw,nosuid,nodev,noexec", "shared:3");
        mount(HOST_MNT, 24, "23", "/sys/fs/cgroup", "cgroup2", "cgroup2", "rw,nosuid,nodev,noexec", "shared:4");
        mount(HOST_MNT, 25, "21", "/dev", "devtmpfs", "udev", "rw,nosuid", "shared:5");
        mount(HOST_MNT, 26, "21", "/run", "tmpfs", "tmpfs", "rw,nosuid,nodev", "shared:6");
        put("links", HOST_NET + "/1", fields("name", "lo", "kind", "loopback", "mac", "00:00:00:00:00:00", "mtu", "65536", "flags", "LOOPBACK,UP", "state", "UNKNOWN"));
        put("links", HOST_NET + "/2", fields("name", "eth0", "kind", "physical", "mac", "52:54:00:12:34:56", "mtu", "1500", "flags", "BROADCAST,UP", "state", "UP"));
        put("addresses", HOST_NET + "/1/127.0.0.1/8", fields("family", "inet", "scope", "host"));
        put("addresses", HOST_NET + "/2/192.168.1.20/24", fields("family", "inet", "scope", "global", "broadcast", "192.168.1.255"));
        put("routes", HOST_NET + "/default", fields("via", "192.168.1.1", "device", "eth0"));
        put("cgroups", "/sys/fs/cgroup", fields("hierarchy", "v2", "cgroup.subtree_control", "cpu memory pids"));
    }

    private Map<String, String> process(String inside, String parent, String command) {
        String all = "chown dac_override fowner kill net_admin net_bind_service setgid setuid sys_admin sys_chroot";
        var fields = fields("pid_inside", inside, "parent", parent, "command", command, "uid", "0", "gid", "0", "groups", "0",
                "cap_effective", all, "cap_permitted", all, "cap_bounding", all, "no_new_privs", "0", "seccomp", "0", "root", "/", "cwd", "/root", "state", "S (sleeping)",
                "limit.NOFILE", "1024:524288", "oom_score_adj", "0", "cgroup.v2", "/");
        String[][] kinds = {{"user", "4026531837"}, {"mnt", HOST_MNT}, {"pid", "4026531836"}, {"uts", "4026531838"}, {"ipc", "4026531839"}, {"net", HOST_NET}, {"cgroup", "4026531835"}};
        for (String[] kind : kinds) {
            fields.put("namespaces." + kind[0], kind[1]);
        }
        return fields;
    }

    private void mount(String namespace, int id, String parent, String target, String type, String source, String options, String propagation) {
        put("mounts", namespace + "/" + id, mounted(parent, target, type, source, options, propagation));
    }

    private static Map<String, String> mounted(String parent, String target, String type, String source, String options, String propagation) {
        return fields("parent", parent, "target", target, "root", "/", "type", type, "source", source, "options", options, "propagation", propagation);
    }

    private void pull() {
        var at = stage("pull", "3 image local, or pulled", "stage.pull.Pull", "Pull.java", 60, "image");
        at.call("faccessat2", "0").path("pathname", "/var/lib/learnc/index.json").flag("mode", 0, "F_OK").write();
        at.call("openat", "9</var/lib/learnc/index.json>").number("dirfd", -100, "AT_FDCWD").path("pathname", "/var/lib/learnc/index.json").flags("flags", 0x80000, "O_RDONLY", "O_CLOEXEC")
                .why("The store knows which image has which name: no registry is asked when it is there.").appeared("descriptors", "8100/9", fields("target", "/var/lib/learnc/index.json", "flags", "O_RDONLY|O_CLOEXEC")).write();
        at.call("read", "812").number("fd", 9, "9</var/lib/learnc/index.json>").text("buf", "\"{\\\"schemaVersion\\\":2,\\\"manifests\\\":[…]}\"").write();
        at.call("close", "0").number("fd", 9, "9</var/lib/learnc/index.json>").gone("descriptors", "8100/9").write();
        at.call("faccessat2", "-1 ENOENT (No such file or directory)").path("pathname", "/var/lib/learnc/blobs/sha256/3f1c").flag("mode", 0, "F_OK")
                .refused("ENOENT", "No such file or directory", "the layer is not in the store yet", "learnc pull alpine").write();
    }

    private void unpack() {
        var at = stage("unpack", "4 layers unpacked and stacked", "stage.unpack.Unpack", "Unpack.java", 90, "mount");
        for (String folder : List.of("upper", "work", "rootfs")) {
            at.call("mkdirat", "0").number("dirfd", -100, "AT_FDCWD").path("pathname", "/run/learnc/containers/9f2c/" + folder).number("mode", 448, "0700").shell("mkdir -m 700 /run/learnc/containers/9f2c/" + folder).write();
        }
        at.call("fsopen", "10<[fscontext]>").path("fsname", "overlay").flags("flags", 1, "FSOPEN_CLOEXEC").appeared("descriptors", "8100/10", fields("target", "[fscontext]", "flags", "O_RDWR|O_CLOEXEC")).write();
        String[][] options = {{"upperdir", "/run/learnc/containers/9f2c/upper"}, {"workdir", "/run/learnc/containers/9f2c/work"}, {"lowerdir+", "/var/lib/learnc/layers/3f1c"}, {"lowerdir+", "/var/lib/learnc/layers/a07b"}};
        for (String[] option : options) {
            at.call("fsconfig", "0").number("fd", 10, "10<[fscontext]>").flags("cmd", 1, "FSCONFIG_SET_STRING").path("key", option[0]).path("value", option[1]).write();
        }
        at.call("fsmount", "11<[mount]>").number("fd", 10, "10<[fscontext]>").flags("flags", 1, "FSMOUNT_CLOEXEC").number("attr_flags", 0, "0").appeared("descriptors", "8100/11", fields("target", "/", "flags", "O_PATH|O_CLOEXEC")).write();
        at.call("move_mount", "0").number("from_dirfd", 11, "11<[mount]>").path("from_pathname", "").number("to_dirfd", -100, "AT_FDCWD").path("to_pathname", ROOT).flags("flags", 4, "MOVE_MOUNT_F_EMPTY_PATH")
                .why("Attach the stacked layers where the container's root will be.").without("There would be an overlay that nobody can reach by a path.")
                .shell("mount -t overlay overlay -o lowerdir=/var/lib/learnc/layers/3f1c:/var/lib/learnc/layers/a07b,upperdir=upper,workdir=work rootfs")
                .appeared("mounts", HOST_MNT + "/41", mounted("26", ROOT, "overlay", "overlay", "rw,relatime", "shared:7"))
                .appeared("layers", HOST_MNT + "/41", fields("upper", "/run/learnc/containers/9f2c/upper", "work", "/run/learnc/containers/9f2c/work", "lower", "/var/lib/learnc/layers/3f1c:/var/lib/learnc/layers/a07b")).write();
        at.call("close", "0").number("fd", 10, "10<[fscontext]>").gone("descriptors", "8100/10").write();
        at.call("close", "0").number("fd", 11, "11<[mount]>").gone("descriptors", "8100/11").write();
    }

    private void namespaces() {
        var at = stage("namespaces", "5 namespaces and cgroups", "stage.namespaces.Namespaces", "Namespaces.java", 77, "build");
        var inside = process("1", "8100", "learnc-init");
        String[][] kinds = {{"mnt", MNT}, {"uts", "4026532278"}, {"ipc", "4026532279"}, {"pid", "4026532280"}, {"net", NET}, {"cgroup", "4026532282"}};
        var clone = at.call("clone3", "8123").flags("flags", 0x6e020000, "CLONE_NEWNS", "CLONE_NEWUTS", "CLONE_NEWIPC", "CLONE_NEWPID", "CLONE_NEWNET", "CLONE_NEWCGROUP", "CLONE_PIDFD").number("exit_signal", 17, "SIGCHLD")
                .why("Make a process in six new namespaces: it will become PID 1 of the container.").without("The program would see the host's mounts, processes, host name and network.")
                .shell("unshare --mount --uts --ipc --pid --net --cgroup --fork sh");
        for (String[] kind : kinds) {
            inside.put("namespaces." + kind[0], kind[1]);
            var its = fields("kind", kind[0], "inode", kind[1], "owner", "4026531837", "members", "8123");
            if (kind[0].equals("pid")) {
                its.put("parent", "4026531836");
            }
            if (kind[0].equals("uts")) {
                its.put("hostname", "workbench");
            }
            clone.appeared("namespaces", kind[0] + ":" + kind[1], its);
        }
        clone.appeared("processes", "8123", inside);
        int id = 61;
        for (String[] one : new String[][] {{"61", "/", "ext4"}, {"62", "/proc", "proc"}, {"63", "/sys", "sysfs"}, {"64", "/sys/fs/cgroup", "cgroup2"}, {"65", "/dev", "devtmpfs"}, {"66", "/run", "tmpfs"}, {"67", ROOT, "overlay"}}) {
            clone.appeared("mounts", MNT + "/" + id, mounted(id == 61 ? "1" : id == 64 ? "63" : id == 67 ? "66" : "61", one[1], one[2], one[2], "rw", "shared:" + (id - 60)));
            id++;
        }
        clone.appeared("layers", MNT + "/67", fields("upper", "/run/learnc/containers/9f2c/upper", "work", "/run/learnc/containers/9f2c/work", "lower", "/var/lib/learnc/layers/3f1c:/var/lib/learnc/layers/a07b"));
        clone.appeared("links", NET + "/1", fields("name", "lo", "kind", "loopback", "mac", "00:00:00:00:00:00", "mtu", "65536", "flags", "LOOPBACK", "state", "DOWN"));
        clone.write();

        at = stage("namespaces", "5 namespaces and cgroups", "stage.namespaces.Namespaces", "Namespaces.java", 77, "build").by(8123, 1, "inside");
        var isolate = at.call("mount", "0").text("source", "NULL").path("target", "/").text("filesystemtype", "NULL").flags("mountflags", 0x44000, "MS_REC", "MS_PRIVATE").text("data", "NULL")
                .why("What is mounted from now on shall not be seen on the host.").without("Each mount of the container would appear on the host, and could break its /proc.").shell("mount --make-rprivate /");
        for (int each = 61; each <= 67; each++) {
            isolate.became("mounts", MNT + "/" + each, "propagation", "private");
        }
        isolate.write();
        at.call("sethostname", "0").path("name", "9f2c").number("len", 4, "4").why("The container has a name of its own.").shell("hostname 9f2c").became("namespaces", "uts:4026532278", "hostname", "9f2c").write();
        String[][] mounts = {{"proc", "/proc", "proc", "rw,nosuid,nodev,noexec"}, {"tmpfs", "/dev", "tmpfs", "rw,nosuid"}, {"devpts", "/dev/pts", "devpts", "rw,nosuid,noexec"},
            {"mqueue", "/dev/mqueue", "mqueue", "rw,nosuid,nodev,noexec"}, {"tmpfs", "/dev/shm", "tmpfs", "rw,nosuid,nodev,noexec"}, {"sysfs", "/sys", "sysfs", "ro,nosuid,nodev,noexec"}};
        int next = 70;
        for (String[] one : mounts) {
            at.call("mount", "0").path("source", one[0]).path("target", ROOT + one[1]).path("filesystemtype", one[2]).flags("mountflags", 14, "MS_NOSUID", "MS_NODEV", "MS_NOEXEC").text("data", "NULL")
                    .why("The container's own " + one[1] + ".").shell("mount -t " + one[2] + " " + one[0] + " rootfs" + one[1])
                    .appeared("mounts", MNT + "/" + next, mounted("67", ROOT + one[1], one[2], one[0], one[3], "private")).write();
            next++;
        }
        at.call("mount", "0").path("source", ROOT + "/proc/kcore").path("target", "/dev/null").text("filesystemtype", "NULL").flags("mountflags", 4096, "MS_BIND").text("data", "NULL")
                .why("Hide the memory of the whole machine.").appeared("mounts", MNT + "/76", mounted("70", ROOT + "/proc/kcore", "devtmpfs", "udev", "ro,nosuid", "private"))
                .appeared("mounts", MNT + "/77", mounted("70", ROOT + "/proc/kcore", "tmpfs", "tmpfs", "ro", "private")).became("mounts", MNT + "/76", "covered_by", "77").write();
        var pivot = at.call("pivot_root", "0").path("new_root", ".").path("put_old", ".").why("From here on / is the container's own root.").without("The program could read every file of the host.").shell("cd rootfs && pivot_root . .");
        for (int each = 67; each <= 77; each++) {
            if (each == 68 || each == 69) {
                continue;
            }
            String target = state.get("mounts").get(MNT + "/" + each).get("target").substring(ROOT.length());
            pivot.became("mounts", MNT + "/" + each, "target", target.isEmpty() ? "/" : target);
        }
        pivot.became("mounts", MNT + "/67", "parent", "1").became("mounts", MNT + "/61", "parent", "67").became("mounts", MNT + "/61", "covered_by", "67").write();
        var detach = at.call("umount2", "0").path("target", ".").flags("flags", 2, "MNT_DETACH").why("Let go of the host's files.").shell("umount -l .");
        for (int each = 61; each <= 66; each++) {
            detach.gone("mounts", MNT + "/" + each);
        }
        detach.write();
        filler(at, 34);
    }

    private void cgroups() {
        var at = stage("cgroups", "5 namespaces and cgroups", "stage.cgroups.Cgroups", "Cgroups.java", 70, "confine");
        at.call("mkdirat", "0").number("dirfd", -100, "AT_FDCWD").path("pathname", "/sys/fs/cgroup/learnc").number("mode", 493, "0755").appeared("cgroups", "/sys/fs/cgroup/learnc", fields("hierarchy", "v2", "cgroup.subtree_control", "")).write();
        at.call("write", "17").number("fd", 12, "12</sys/fs/cgroup/learnc/cgroup.subtree_control>").text("buf", "\"+cpu +memory +pids\"").became("cgroups", "/sys/fs/cgroup/learnc", "cgroup.subtree_control", "cpu memory pids").write();
        at.call("mkdirat", "0").number("dirfd", -100, "AT_FDCWD").path("pathname", GROUP).number("mode", 493, "0755").why("A control group for this container alone.")
                .appeared("cgroups", GROUP, fields("hierarchy", "v2", "members", "", "memory.max", "max", "pids.max", "max", "cpu.max", "max 100000")).write();
        String[][] files = {{"memory.max", "67108864"}, {"memory.swap.max", "0"}, {"pids.max", "100"}};
        for (String[] file : files) {
            at.call("write", String.valueOf(file[1].length())).number("fd", 12, "12<" + GROUP + "/" + file[0] + ">").text("buf", "\"" + file[1] + "\"").why("The limit that --memory asks for.").without("It could take all memory of the machine.")
                    .shell("echo " + file[1] + " > " + GROUP + "/" + file[0]).became("cgroups", GROUP, file[0], file[1]).write();
        }
        at.call("write", "4").number("fd", 12, "12<" + GROUP + "/cgroup.procs>").text("buf", "\"8123\"").why("From now on the limits hold for the container's first process and all its children.").shell("echo 8123 > " + GROUP + "/cgroup.procs")
                .became("cgroups", GROUP, "members", "8123").became("processes", "8123", "cgroup.v2", "/learnc/9f2c").write();
        filler(at, 20);
    }

    private void network() {
        var at = stage("network", "6 network, volumes, environment", "stage.network.Bridge", "Bridge.java", 60, "ready");
        at.call("sendto", "60").number("sockfd", 25, "25<NETLINK>").message("buf", "RTM_NEWLINK {name=learnc0, kind=bridge} NLM_F_REQUEST|NLM_F_ACK|NLM_F_CREATE|NLM_F_EXCL", "3c00000010000506").shell("ip link add learnc0 type bridge")
                .why("A bridge connects containers as a switch does.").appeared("links", BRIDGE, fields("name", "learnc0", "kind", "bridge", "mac", "02:42:9f:2c:00:01", "mtu", "1500", "flags", "BROADCAST,MULTICAST", "state", "DOWN")).write();
        at.call("sendto", "40").number("sockfd", 25, "25<NETLINK>").message("buf", "RTM_NEWADDR {172.29.0.1/16 dev learnc0}", "28000000").shell("ip addr add 172.29.0.1/16 dev learnc0")
                .appeared("addresses", BRIDGE + "/172.29.0.1/16", fields("family", "inet", "scope", "global", "broadcast", "172.29.255.255")).write();
        at.call("sendto", "32").number("sockfd", 25, "25<NETLINK>").message("buf", "RTM_NEWLINK {index=3, flags=UP}", "20000000").shell("ip link set learnc0 up")
                .became("links", BRIDGE, "flags", "BROADCAST,MULTICAST,UP").became("links", BRIDGE, "state", "UP").appeared("routes", HOST_NET + "/172.29.0.0/16", fields("device", "learnc0", "scope", "link", "source", "172.29.0.1")).write();
        at.call("sendto", "116").number("sockfd", 25, "25<NETLINK>").message("buf", "RTM_NEWLINK {name=lc9f2c, kind=veth, peer={name=eth0, netns=8123}}", "74000000").why("A cable: one end stays here, the other one lies in the container.")
                .shell("ip link add lc9f2c type veth peer name eth0 netns 8123")
                .appeared("links", HOST_NET + "/4", fields("name", "lc9f2c", "kind", "veth", "mac", "02:42:9f:2c:00:02", "mtu", "1500", "flags", "BROADCAST", "state", "DOWN", "peer", NET + "/2"))
                .appeared("links", NET + "/2", fields("name", "eth0", "kind", "veth", "mac", "02:42:ac:1d:00:02", "mtu", "1500", "flags", "BROADCAST", "state", "DOWN", "peer", HOST_NET + "/4")).write();
        at.call("sendto", "40").number("sockfd", 25, "25<NETLINK>").message("buf", "RTM_NEWLINK {index=4, master=3, flags=UP}", "28000000").shell("ip link set lc9f2c master learnc0 up")
                .became("links", HOST_NET + "/4", "master", "3").became("links", HOST_NET + "/4", "flags", "BROADCAST,UP").became("links", HOST_NET + "/4", "state", "UP").write();
        at.call("sendto", "40").number("sockfd", 26, "26<NETLINK>").message("buf", "RTM_NEWADDR {172.29.0.2/16 dev eth0}", "28000000").shell("ip -n 9f2c addr add 172.29.0.2/16 dev eth0")
                .appeared("addresses", NET + "/2/172.29.0.2/16", fields("family", "inet", "scope", "global", "broadcast", "172.29.255.255")).became("links", NET + "/2", "state", "UP").write();
        at.call("sendto", "44").number("sockfd", 26, "26<NETLINK>").message("buf", "RTM_NEWROUTE {default via 172.29.0.1}", "2c000000").shell("ip -n 9f2c route add default via 172.29.0.1")
                .appeared("routes", NET + "/default", fields("via", "172.29.0.1", "device", "eth0")).write();
        at.call("sendto", "220").number("sockfd", 27, "27<NETLINK>").message("buf", "NFT_MSG_NEWRULE {table=learnc, chain=postrouting}", "dc000000").shell("nft add rule ip learnc postrouting ip saddr 172.29.0.0/16 oifname != learnc0 masquerade")
                .appeared("rules", HOST_NET + "/learnc/postrouting/1", fields("rule", "ip saddr 172.29.0.0/16 oifname != \"learnc0\" masquerade"))
                .appeared("rules", HOST_NET + "/learnc/prerouting/1", fields("rule", "tcp dport 8080 dnat to 172.29.0.2:80")).write();
        filler(at, 12);
    }

    private void exec() {
        var at = stage("exec", "8 PID 1 is the main process", "stage.exec.Launch", "Launch.java", 109, "execute").by(8123, 1, "inside");
        String some = "chown dac_override fowner kill net_bind_service setgid setuid sys_chroot";
        at.call("prctl", "0").flags("option", 24, "PR_CAPBSET_DROP").number("cap", 21, "sys_admin").why("Give up the capability for ever.").became("processes", "8123", "cap_bounding", some + " net_admin").write();
        at.call("prctl", "0").flags("option", 24, "PR_CAPBSET_DROP").number("cap", 12, "net_admin").became("processes", "8123", "cap_bounding", some).write();
        at.call("capset", "0").text("hdrp", "{version=3, pid=0}").text("datap", "{effective=0xa80425fb}").became("processes", "8123", "cap_effective", some).became("processes", "8123", "cap_permitted", some).write();
        at.call("prctl", "0").flags("option", 38, "PR_SET_NO_NEW_PRIVS").number("value", 1, "1").shell("setpriv --no-new-privs httpd -f").became("processes", "8123", "no_new_privs", "1").write();
        at.call("execve", "0").path("pathname", "/usr/sbin/httpd").text("argv", "[\"httpd\", \"-f\"]").text("envp", "[\"PATH=/usr/sbin:/usr/bin:/sbin:/bin\", \"HOSTNAME=9f2c\", \"HOME=/root\"]")
                .why("The process becomes the program.").without("There would be a container with nobody in it.").shell("exec httpd -f").became("processes", "8123", "command", "httpd").write();
    }

    private void payload(int count) {
        var at = stage("payload", "", "", "", 0, "").by(8123, 1, "payload");
        for (int i = 0; i < count; i++) {
            switch (i % 4) {
                case 0 -> at.call("openat", "3</srv/file" + i + ">").number("dirfd", -100, "AT_FDCWD").path("pathname", "/srv/file" + i).flags("flags", 0, "O_RDONLY").write();
                case 1 -> at.call("read", "4096").number("fd", 3, "3</srv/file" + i + ">").text("buf", "\"<html>…\"").number("count", 4096, "4096").write();
                case 2 -> at.call("close", "0").number("fd", 3, "3</srv/file" + i + ">").write();
                default -> at.call("openat", "-1 ENOENT (No such file or directory)").number("dirfd", -100, "AT_FDCWD").path("pathname", "/srv/missing" + i).flags("flags", 0, "O_RDONLY").refused("ENOENT", "No such file or directory", null, null).write();
            }
        }
    }

    private void end() {
        var at = stage("learnc", "", "container.Container", "Container.java", 80, "end");
        at.call("waitid", "0").flags("idtype", 3, "P_PIDFD").number("id", 20, "20<pidfd:8123>").flags("options", 4, "WEXITED").gone("processes", "8123").became("cgroups", GROUP, "members", "").write();
        at.call("sendto", "40").number("sockfd", 25, "25<NETLINK>").message("buf", "RTM_DELLINK {index=4}", "28000000").gone("links", HOST_NET + "/4").gone("links", NET + "/2").gone("links", NET + "/1").gone("addresses", NET + "/2/172.29.0.2/16").gone("routes", NET + "/default").write();
        at.call("umount2", "0").path("target", ROOT).flags("flags", 2, "MNT_DETACH").gone("mounts", HOST_MNT + "/41").gone("layers", HOST_MNT + "/41").write();
        at.call("unlinkat", "0").number("dirfd", -100, "AT_FDCWD").path("pathname", GROUP).flags("flags", 512, "AT_REMOVEDIR").gone("cgroups", GROUP).write();
        at.call("unlinkat", "0").number("dirfd", -100, "AT_FDCWD").path("pathname", "/run/learnc/containers/9f2c").flags("flags", 512, "AT_REMOVEDIR").write();
    }

    private void filler(Stage at, int count) {
        for (int i = 0; i < count; i++) {
            at.call("statx", "0").number("dirfd", -100, "AT_FDCWD").path("pathname", "/dev/some" + i).flags("flags", 256, "AT_SYMLINK_NOFOLLOW").flags("mask", 0x7ff, "STATX_BASIC_STATS").write();
        }
    }

    // What the trace is made of.

    private Stage stage(String name, String flow, String className, String file, int line, String method) {
        return new Stage(name, flow, className, file, line, method, 8100, 8100, "host");
    }

    private final class Stage {
        final String name;
        final String flow;
        final String source;
        final int pid;
        final int inside;
        final String door;
        private final String className;
        private final String file;
        private final int line;
        private final String method;

        Stage(String name, String flow, String className, String file, int line, String method, int pid, int inside, String door) {
            this.name = name;
            this.flow = flow;
            this.className = className;
            this.file = file;
            this.line = line;
            this.method = method;
            this.pid = pid;
            this.inside = inside;
            this.door = door;
            source = "{\"class\":" + quoted(className.isEmpty() ? "" : "learnc.runtime." + className) + ",\"file\":" + quoted(file) + ",\"line\":" + line + ",\"method\":" + quoted(method) + "}";
        }

        Stage by(int pid, int inside, String door) {
            return new Stage(name, flow, className, file, line, method, pid, inside, door);
        }

        Call call(String systemCall, String result) {
            return new Call(this, systemCall, result);
        }
    }

    private final class Call {
        private final Stage stage;
        private final String systemCall;
        private final String result;
        private final List<String> arguments = new ArrayList<>();
        private final List<String> changes = new ArrayList<>();
        private final StringBuilder rest = new StringBuilder();

        Call(Stage stage, String systemCall, String result) {
            this.stage = stage;
            this.systemCall = systemCall;
            this.result = result;
        }

        Call text(String name, String text) {
            arguments.add("{\"name\":" + quoted(name) + ",\"text\":" + quoted(text) + "}");
            return this;
        }

        Call path(String name, String path) {
            return text(name, "\"" + path + "\"");
        }

        Call number(String name, long raw, String text) {
            arguments.add("{\"name\":" + quoted(name) + ",\"raw\":" + raw + ",\"text\":" + quoted(text) + "}");
            return this;
        }

        Call flag(String name, long raw, String text) {
            return number(name, raw, text);
        }

        Call flags(String name, long raw, String... flags) {
            arguments.add("{\"name\":" + quoted(name) + ",\"raw\":" + raw + ",\"text\":" + quoted(String.join("|", flags)) + ",\"flags\":[" + String.join(",", List.of(flags).stream().map(SampleTrace::quoted).toList()) + "]}");
            return this;
        }

        Call message(String name, String text, String bytes) {
            arguments.add("{\"name\":" + quoted(name) + ",\"text\":" + quoted(text) + ",\"bytes\":" + quoted(bytes) + "}");
            return this;
        }

        Call why(String sentence) {
            return more("why", sentence);
        }

        Call without(String sentence) {
            return more("without", sentence);
        }

        Call shell(String command) {
            return more("shell", command);
        }

        Call refused(String errno, String meaning, String because, String remedy) {
            more("errno", errno).more("meaning", meaning);
            return because == null ? this : more("because", because).more("remedy", remedy);
        }

        private Call more(String name, String text) {
            rest.append(',').append(quoted(name)).append(':').append(quoted(text));
            return this;
        }

        Call appeared(String view, String item, Map<String, String> fields) {
            put(view, item, fields);
            changes.add("{\"view\":" + quoted(view) + ",\"item\":" + quoted(item) + ",\"new\":" + object(fields) + "}");
            return this;
        }

        Call gone(String view, String item) {
            Map<String, String> fields = state.get(view).remove(item);
            if (fields != null) {
                changes.add("{\"view\":" + quoted(view) + ",\"item\":" + quoted(item) + ",\"old\":" + object(fields) + "}");
            }
            return this;
        }

        Call became(String view, String item, String field, String value) {
            String old = state.get(view).get(item).put(field, value);
            changes.add("{\"view\":" + quoted(view) + ",\"item\":" + quoted(item) + ",\"field\":" + quoted(field) + (old == null ? "" : ",\"old\":" + quoted(old)) + ",\"new\":" + quoted(value) + "}");
            return this;
        }

        void write() {
            events++;
            long result = this.result.startsWith("-1 ") ? -2 : Long.parseLong(this.result.replaceAll("<.*", ""));
            lines.add("{\"seq\":" + events + ",\"ts_ns\":" + events * 100_000L + ",\"dur_ns\":" + (10_000 + events % 7 * 9_000) + ",\"stage\":" + quoted(stage.name)
                    + (stage.flow.isEmpty() ? "" : ",\"flow\":" + quoted(stage.flow)) + ",\"door\":" + quoted(stage.door) + ",\"pid\":" + stage.pid + ",\"pid_ns\":" + stage.inside + ",\"tid\":" + stage.pid
                    + ",\"thread\":\"main\",\"syscall\":" + quoted(systemCall) + ",\"nr\":1,\"args\":[" + String.join(",", arguments) + "],\"ret\":" + result + ",\"result\":" + quoted(this.result)
                    + rest + ",\"man\":" + quoted(systemCall + "(2)") + (changes.isEmpty() ? "" : ",\"delta\":[" + String.join(",", changes) + "]") + ",\"src\":" + stage.source + "}");
            if (events % FRAME_EVENTS == 0) {
                frame();
            }
        }
    }

    private void put(String view, String item, Map<String, String> fields) {
        state.computeIfAbsent(view, _ -> new LinkedHashMap<>()).put(item, new LinkedHashMap<>(fields));
    }

    private void field(String view, String item, String field, String value) {
        state.get(view).get(item).put(field, value);
    }

    private void frame() {
        var views = new ArrayList<String>();
        state.forEach((view, items) -> {
            var all = new ArrayList<String>();
            items.forEach((item, fields) -> all.add(quoted(item) + ":" + object(fields)));
            views.add(quoted(view) + ":{" + String.join(",", all) + "}");
        });
        lines.add("{\"keyframe\":" + events + ",\"state\":{" + String.join(",", views) + "}}");
    }

    static Map<String, String> fields(String... namesAndValues) {
        var fields = new LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!namesAndValues[i + 1].isEmpty() || !namesAndValues[i].equals("owner")) {
                fields.put(namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return fields;
    }

    private static String object(Map<String, String> fields) {
        var all = new ArrayList<String>();
        fields.forEach((name, value) -> all.add(quoted(name) + ":" + quoted(value)));
        return "{" + String.join(",", all) + "}";
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
