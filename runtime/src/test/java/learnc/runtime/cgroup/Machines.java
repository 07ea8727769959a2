package learnc.runtime.cgroup;

/// What /proc/self/mountinfo and /proc/self/cgroup say on machines of five kinds.
public final class Machines {

    private Machines() {
    }

    /// Debian 12 or later with systemd: version 2 alone.
    public static final String UNIFIED_MOUNTS = """
            22 27 0:21 / /sys rw,nosuid,nodev,noexec,relatime shared:7 - sysfs sysfs rw
            23 27 0:22 / /proc rw,nosuid,nodev,noexec,relatime shared:12 - proc proc rw
            27 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw,discard,errors=remount-ro
            28 22 0:6 / /sys/kernel/security rw,nosuid,nodev,noexec,relatime shared:8 - securityfs securityfs rw
            30 22 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot
            """;
    public static final String UNIFIED_GROUPS = "0::/user.slice/user-0.slice/session-3.scope\n";

    /// Ubuntu 20.04: version 1, two controllers in one hierarchy, and an empty version 2 beside them.
    public static final String HYBRID_MOUNTS = """
            24 29 0:22 / /sys rw,nosuid,nodev,noexec,relatime shared:7 - sysfs sysfs rw
            29 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
            32 24 0:27 / /sys/fs/cgroup ro,nosuid,nodev,noexec shared:9 - tmpfs tmpfs ro,size=4096k,nr_inodes=1024,mode=755
            33 32 0:28 / /sys/fs/cgroup/unified rw,nosuid,nodev,noexec,relatime shared:10 - cgroup2 cgroup2 rw,nsdelegate
            34 32 0:29 / /sys/fs/cgroup/systemd rw,nosuid,nodev,noexec,relatime shared:11 - cgroup cgroup rw,xattr,name=systemd
            38 32 0:33 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid,nodev,noexec,relatime shared:15 - cgroup cgroup rw,cpu,cpuacct
            39 32 0:34 / /sys/fs/cgroup/memory rw,nosuid,nodev,noexec,relatime shared:16 - cgroup cgroup rw,memory
            40 32 0:35 / /sys/fs/cgroup/freezer rw,nosuid,nodev,noexec,relatime shared:17 - cgroup cgroup rw,freezer
            41 32 0:36 / /sys/fs/cgroup/pids rw,nosuid,nodev,noexec,relatime shared:18 - cgroup cgroup rw,pids
            """;
    public static final String HYBRID_GROUPS = """
            12:pids:/user.slice/user-0.slice/session-1.scope
            11:freezer:/
            9:hugetlb:/
            6:memory:/user.slice/user-0.slice/session-1.scope
            4:cpu,cpuacct:/user.slice
            1:name=systemd:/user.slice/user-0.slice/session-1.scope
            0::/user.slice/user-0.slice/session-1.scope
            """;

    /// A privileged container of Docker on version 1, without a cgroup namespace: what is mounted is the container's own group.
    public static final String IN_DOCKER_MOUNTS = """
            1163 910 0:138 / / rw,relatime master:347 - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/l/A:/var/lib/docker/overlay2/l/B
            1166 1163 0:142 / /sys rw,nosuid,nodev,noexec,relatime - sysfs sysfs rw
            1167 1166 0:143 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime - tmpfs tmpfs rw,mode=755
            1168 1167 0:29 /docker/3e15 /sys/fs/cgroup/systemd rw,nosuid,nodev,noexec,relatime master:11 - cgroup cgroup rw,xattr,name=systemd
            1169 1167 0:34 /docker/3e15 /sys/fs/cgroup/memory rw,nosuid,nodev,noexec,relatime master:16 - cgroup cgroup rw,memory
            """;
    public static final String IN_DOCKER_GROUPS = """
            6:memory:/docker/3e15
            1:name=systemd:/docker/3e15
            0::/docker/3e15
            """;

    /// A container that is not privileged, on version 2 with a namespace: its own group is `/`, and it may only look.
    public static final String READ_ONLY_MOUNTS = """
            700 650 0:50 / / rw,relatime - overlay overlay rw,lowerdir=/l,upperdir=/u,workdir=/w
            710 700 0:52 / /sys ro,nosuid,nodev,noexec,relatime - sysfs sysfs ro
            711 710 0:26 / /sys/fs/cgroup ro,nosuid,nodev,noexec,relatime - cgroup2 cgroup rw,nsdelegate
            """;

    /// podman's way on a machine without systemd: a tmpfs over the real thing, with one hierarchy mounted again elsewhere.
    public static final String COVERED_MOUNTS = """
            27 1 254:1 / / rw,relatime - ext4 /dev/vda1 rw
            31 27 0:27 / /sys/fs/cgroup rw - tmpfs tmpfs rw
            32 31 0:31 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
            50 31 0:40 / /sys/fs/cgroup rw - tmpfs tmpfs rw
            51 27 0:31 / /mnt/with\\040space\\134 rw - cgroup cgroup rw,memory
            """;
}
