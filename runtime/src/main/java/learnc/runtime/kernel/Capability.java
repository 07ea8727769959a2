package learnc.runtime.kernel;

/// The parts into which Linux has cut root's power; the number of each is its place in this list (capabilities(7)).
public enum Capability {
    @Means("give files to anybody")
    CAP_CHOWN,
    @Means("read, write and execute any file, whatever its permissions")
    CAP_DAC_OVERRIDE,
    @Means("read any file and pass through any directory")
    CAP_DAC_READ_SEARCH,
    @Means("do with any file what only its owner may")
    CAP_FOWNER,
    @Means("keep setuid and setgid bits when a file changes")
    CAP_FSETID,
    @Means("send signals to anybody's processes")
    CAP_KILL,
    @Means("become any group")
    CAP_SETGID,
    @Means("become any user")
    CAP_SETUID,
    @Means("change which capabilities processes can have")
    CAP_SETPCAP,
    @Means("set the flags that forbid to change a file")
    CAP_LINUX_IMMUTABLE,
    @Means("listen on ports below 1024")
    CAP_NET_BIND_SERVICE,
    @Means("unused")
    CAP_NET_BROADCAST,
    @Means("change links, addresses, routes and firewalls")
    CAP_NET_ADMIN,
    @Means("send any packet, under any name")
    CAP_NET_RAW,
    @Means("keep memory from being swapped out")
    CAP_IPC_LOCK,
    @Means("use anybody's message queues and shared memory")
    CAP_IPC_OWNER,
    @Means("load code into the kernel")
    CAP_SYS_MODULE,
    @Means("read and write memory and devices directly")
    CAP_SYS_RAWIO,
    @Means("change the root directory")
    CAP_SYS_CHROOT,
    @Means("look into, and steer, any process")
    CAP_SYS_PTRACE,
    @Means("switch the accounting of processes on and off")
    CAP_SYS_PACCT,
    @Means("mount, make namespaces, and a hundred things more: almost root")
    CAP_SYS_ADMIN,
    @Means("restart the machine")
    CAP_SYS_BOOT,
    @Means("raise priorities")
    CAP_SYS_NICE,
    @Means("go beyond limits")
    CAP_SYS_RESOURCE,
    @Means("set the machine's clock")
    CAP_SYS_TIME,
    @Means("steer terminals, and hang them up")
    CAP_SYS_TTY_CONFIG,
    @Means("make device files")
    CAP_MKNOD,
    @Means("be told when somebody opens a file")
    CAP_LEASE,
    @Means("write to the kernel's audit log")
    CAP_AUDIT_WRITE,
    @Means("change what the kernel audits")
    CAP_AUDIT_CONTROL,
    @Means("give capabilities to files")
    CAP_SETFCAP,
    @Means("go beyond security labels")
    CAP_MAC_OVERRIDE,
    @Means("change security labels")
    CAP_MAC_ADMIN,
    @Means("read the kernel's log and its addresses")
    CAP_SYSLOG,
    @Means("wake the machine up")
    CAP_WAKE_ALARM,
    @Means("keep the machine awake")
    CAP_BLOCK_SUSPEND,
    @Means("read the kernel's audit log")
    CAP_AUDIT_READ,
    @Means("measure programs and the kernel")
    CAP_PERFMON,
    @Means("load programs for the kernel's own machine")
    CAP_BPF,
    @Means("freeze processes, and choose numbers when thawing them")
    CAP_CHECKPOINT_RESTORE;

    /// Its bit in a set of capabilities.
    public long bit() {
        return 1L << ordinal();
    }

    /// The name of a capability by its number, or the number itself where it is newer than this list.
    static String nameOf(long number) {
        return number < values().length ? values()[(int) number].name() : Long.toString(number);
    }

    /// `CAP_CHOWN|CAP_KILL`, `0` for none.
    static String decoded(long set) {
        var text = new StringBuilder();
        for (Capability capability : values()) {
            if ((set & capability.bit()) != 0) {
                text.append(text.isEmpty() ? "" : "|").append(capability.name());
            }
        }
        return text.isEmpty() ? "0" : text.toString();
    }
}
