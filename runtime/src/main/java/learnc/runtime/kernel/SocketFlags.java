package learnc.runtime.kernel;

/// Constants of socket(2) and its relatives.
public final class SocketFlags {

    @Means("on this machine only")
    public static final int AF_UNIX = 1;
    @Means("IPv4")
    public static final int AF_INET = 2;
    @Means("IPv6")
    public static final int AF_INET6 = 10;
    @Means("a line to a part of the kernel")
    public static final int AF_NETLINK = 16;
    @Means("a stream of bytes")
    public static final int SOCK_STREAM = 1;
    @Means("single messages")
    public static final int SOCK_DGRAM = 2;
    @Means("single messages, with their headers")
    public static final int SOCK_RAW = 3;
    @Means("single messages, in order")
    public static final int SOCK_SEQPACKET = 5;
    @Means("never wait: refuse with EAGAIN instead")
    public static final int SOCK_NONBLOCK = 0x800;
    @Means("closed when the process executes a program")
    public static final int SOCK_CLOEXEC = 0x80000;

    @Means("links, addresses and routes")
    static final int NETLINK_ROUTE = 0;
    @Means("nftables")
    static final int NETLINK_NETFILTER = 12;
    @Means("the usual one for this kind of socket")
    static final int IPPROTO_IP = 0;
    @Means("TCP")
    static final int IPPROTO_TCP = 6;
    @Means("UDP")
    static final int IPPROTO_UDP = 17;
    @Means("an option of every kind of socket")
    static final int SOL_SOCKET = 1;
    @Means("an option of netlink sockets")
    static final int SOL_NETLINK = 270;
    @Means("answers do not repeat the question")
    static final int NETLINK_CAP_ACK = 10;
    @Means("refusals come with the kernel's own words")
    static final int NETLINK_EXT_ACK = 11;
    @Means("questions are checked, and filters in them count")
    static final int NETLINK_GET_STRICT_CHK = 12;
    @Means("take the address although connections to it have ended just now")
    static final int SO_REUSEADDR = 2;
    @Means("bytes that may wait to be sent")
    static final int SO_SNDBUF = 7;
    @Means("bytes that may wait to be received")
    static final int SO_RCVBUF = 8;
    @Means("close received descriptors when the process executes a program")
    public static final int MSG_CMSG_CLOEXEC = 0x4000_0000;
    @Means("leave the message where it is")
    static final int MSG_PEEK = 2;
    @Means("tell the message's whole length")
    static final int MSG_TRUNC = 0x20;
    @Means("do not wait")
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
