package learnc.runtime.kernel;

/// The parts into which Linux has cut root's power; the number of each is its place in this list (capabilities(7)).
public enum Capability {
    CAP_CHOWN,
    CAP_DAC_OVERRIDE,
    CAP_DAC_READ_SEARCH,
    CAP_FOWNER,
    CAP_FSETID,
    CAP_KILL,
    CAP_SETGID,
    CAP_SETUID,
    CAP_SETPCAP,
    CAP_LINUX_IMMUTABLE,
    CAP_NET_BIND_SERVICE,
    CAP_NET_BROADCAST,
    CAP_NET_ADMIN,
    CAP_NET_RAW,
    CAP_IPC_LOCK,
    CAP_IPC_OWNER,
    CAP_SYS_MODULE,
    CAP_SYS_RAWIO,
    CAP_SYS_CHROOT,
    CAP_SYS_PTRACE,
    CAP_SYS_PACCT,
    CAP_SYS_ADMIN,
    CAP_SYS_BOOT,
    CAP_SYS_NICE,
    CAP_SYS_RESOURCE,
    CAP_SYS_TIME,
    CAP_SYS_TTY_CONFIG,
    CAP_MKNOD,
    CAP_LEASE,
    CAP_AUDIT_WRITE,
    CAP_AUDIT_CONTROL,
    CAP_SETFCAP,
    CAP_MAC_OVERRIDE,
    CAP_MAC_ADMIN,
    CAP_SYSLOG,
    CAP_WAKE_ALARM,
    CAP_BLOCK_SUSPEND,
    CAP_AUDIT_READ,
    CAP_PERFMON,
    CAP_BPF,
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
