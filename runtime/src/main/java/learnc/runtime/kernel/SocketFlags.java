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
    static final int NETLINK_CAP_ACK = 10;
    static final int NETLINK_EXT_ACK = 11;
    static final int NETLINK_GET_STRICT_CHK = 12;
    static final int SO_REUSEADDR = 2;
    static final int SO_SNDBUF = 7;
    static final int SO_RCVBUF = 8;
    static final int MSG_PEEK = 2;
    static final int MSG_TRUNC = 0x20;
    static final int MSG_DONTWAIT = 0x40;

    private static final Names NETLINK = Names.ofValues(SocketFlags.class, "NETLINK_ROUTE", "NETLINK_NETFILTER");
    private static final Names NETLINK_OPTION = Names.ofValues(SocketFlags.class, "NETLINK_EXT", "NETLINK_CAP", "NETLINK_GET");
    private static final Names SOCKET_OPTION = Names.ofValues(SocketFlags.class, "SO_");
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

    /// An option of setsockopt(2) at a level.
    static String option(int level, long value) {
        return switch (level) {
            case SOL_NETLINK -> NETLINK_OPTION.apply(value);
            case SOL_SOCKET -> SOCKET_OPTION.apply(value);
            default -> Long.toString(value);
        };
    }

    /// The value of an option: nearly always one `int`.
    static String optionValue(byte[] value) {
        return value.length == Integer.BYTES ? "[" + Decoders.intAt(value, 0) + "]" : Decoders.quotedBytes(value);
    }

    private SocketFlags() {
    }
}
