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

    static final int NETLINK_ROUTE = 0;
    static final int NETLINK_NETFILTER = 12;
    static final int IPPROTO_IP = 0;
    static final int IPPROTO_TCP = 6;
    static final int IPPROTO_UDP = 17;
    static final int SOL_SOCKET = 1;
    static final int SOL_NETLINK = 270;
    static final int MSG_PEEK = 2;
    static final int MSG_TRUNC = 0x20;
    static final int MSG_DONTWAIT = 0x40;

    private static final Names NETLINK = Names.ofValues(SocketFlags.class, "NETLINK_");
    private static final Names IP = Names.ofValues(SocketFlags.class, "IPPROTO_");
    static final Names LEVEL = Names.ofValues(SocketFlags.class, "SOL_");
    static final Names MESSAGE = Names.ofBits(SocketFlags.class, "MSG_");
    static final Names FAMILY = Names.ofValues(SocketFlags.class, "AF_");
    static final Names TYPE = Names.ofFieldAndBits(0xF, SocketFlags.class, "SOCK_");

    /// A protocol of a family.
    static String protocol(int family, long value) {
        return switch (family) {
            case AF_NETLINK -> NETLINK.apply(value);
            case AF_INET, AF_INET6 -> IP.apply(value);
            default -> Long.toString(value);
        };
    }

    private SocketFlags() {
    }
}
