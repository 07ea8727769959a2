package learnc.runtime.kernel;

/// Constants of socket(2) and its relatives.
public final class SocketFlags {

    public static final int AF_UNIX = 1;
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;
    public static final int AF_NETLINK = 16;
    public static final int SOCK_STREAM = 1;
    public static final int SOCK_DGRAM = 2;
    public static final int SOCK_RAW = 3;
    public static final int SOCK_SEQPACKET = 5;
    public static final int SOCK_NONBLOCK = 0x800;
    public static final int SOCK_CLOEXEC = 0x80000;

    static final Names FAMILY = Names.ofValues(SocketFlags.class, "AF_");
    static final Names TYPE = Names.ofFieldAndBits(0xF, SocketFlags.class, "SOCK_");

    private SocketFlags() {
    }
}
