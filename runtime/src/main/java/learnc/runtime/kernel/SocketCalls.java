package learnc.runtime.kernel;

import static learnc.runtime.kernel.Argument.address;
import static learnc.runtime.kernel.Argument.bytes;
import static learnc.runtime.kernel.Argument.descriptor;
import static learnc.runtime.kernel.Argument.flags;
import static learnc.runtime.kernel.Argument.number;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Sockets: the way to the kernel's network tables (netlink(7)), and between learnc and its puppets.
interface SocketCalls extends Calls {

    int SOCKADDR_IN_BYTES = 16;

    /// Makes a socket.
    @Manual("socket(2)")
    @Refused(errno = Errno.EPROTONOSUPPORT, because = "the kernel lacks this netlink family (for nftables: the module nf_tables)", remedy = "`modprobe nf_tables`, or run with --network none")
    default int socket(int family, int type, int protocol) {
        return (int) call(SystemCall.SOCKET, flags("domain", family, SocketFlags.FAMILY), flags("type", type, SocketFlags.TYPE), new Argument.Word("protocol", protocol, word -> SocketFlags.protocol(family, word)));
    }

    /// Makes two sockets that are connected with each other.
    @Manual("socketpair(2)")
    default int[] socketpair(int family, int type, int protocol) {
        var ends = Argument.Room.struct("sv", 8, Decoders::twoInts);
        call(SystemCall.SOCKETPAIR, flags("domain", family, SocketFlags.FAMILY), flags("type", type, SocketFlags.TYPE), new Argument.Word("protocol", protocol, word -> SocketFlags.protocol(family, word)), ends);
        return new int[] {Decoders.intAt(ends.bytes(), 0), Decoders.intAt(ends.bytes(), 4)};
    }

    /// Gives a socket an address, laid out as its family's `struct sockaddr_…`.
    @Manual("bind(2)")
    @Refused(errno = Errno.EADDRINUSE, because = "another program listens on this port", remedy = "choose another port; `ss -ltnup` names the program")
    @Refused(errno = Errno.EACCES, because = "ports below net.ipv4.ip_unprivileged_port_start (1024) are only for who has CAP_NET_BIND_SERVICE",
            remedy = "a port from 1024 on, or run learnc as root")
    @Lesson("18")
    default void bind(int descriptor, byte[] address, Function<byte[], String> decoder) {
        call(SystemCall.BIND, descriptor("sockfd", descriptor), bytes("addr", address, decoder), number("addrlen", address.length));
    }

    /// Lets others connect; `backlog` of them may wait.
    @Manual("listen(2)")
    @Refused(errno = Errno.EADDRINUSE, because = "another program listens on this port", remedy = "choose another port; `ss -ltnup` names the program")
    default void listen(int descriptor, int backlog) {
        call(SystemCall.LISTEN, descriptor("sockfd", descriptor), number("backlog", backlog));
    }

    /// The IPv4 address and port of a socket.
    ///
    /// @return `struct sockaddr_in`
    @Manual("getsockname(2)")
    default byte[] getsockname(int descriptor, Function<byte[], String> decoder) {
        var address = Argument.Room.struct("addr", SOCKADDR_IN_BYTES, decoder);
        var length = Argument.Room.struct("addrlen", new byte[] {SOCKADDR_IN_BYTES, 0, 0, 0}, Decoders::quotedBytes);
        call(SystemCall.GETSOCKNAME, descriptor("sockfd", descriptor), address, length);
        return address.bytes();
    }

    /// Sends one message to the socket's peer, or to the kernel.
    ///
    /// @param decoder says what the message means, for the trace
    @Manual("send(2)")
    @Lesson("18")
    default int sendto(int descriptor, byte[] message, Function<byte[], String> decoder) {
        return (int) call(SystemCall.SENDTO, descriptor("sockfd", descriptor), bytes("buf", message, decoder), number("len", message.length),
                number("flags", 0), address("dest_addr", 0), number("addrlen", 0));
    }

    /// Receives one message of at most `atMostBytes`.
    @Manual("recv(2)")
    @Lesson("18")
    default byte[] recvfrom(int descriptor, int atMostBytes, int flags, Function<byte[], String> decoder) {
        var room = Argument.Room.buffer("buf", new byte[atMostBytes], decoder);
        int length = (int) call(SystemCall.RECVFROM, descriptor("sockfd", descriptor), room, number("size", atMostBytes),
                flags("flags", flags, SocketFlags.MESSAGE), address("src_addr", 0), address("addrlen", 0));
        return Arrays.copyOf(room.bytes(), length);
    }

    /// Hands open files to the process at the other end of a Unix socket, without any data.
    @Manual("sendmsg(2)")
    default void sendmsg(int descriptor, int... passed) {
        byte[] control = PassedDescriptors.message(passed);
        call(SystemCall.SENDMSG, descriptor("sockfd", descriptor), message(bytes("msg_control", control, PassedDescriptors::decoded), control.length, 0), number("flags", 0));
    }

    /// Takes the open files that the other end of a Unix socket hands over.
    ///
    /// @param count how many there are at most; if there are more, the rest is closed
    /// @param flags `MSG_…`
    /// @return their descriptors in this process
    @Manual("recvmsg(2)")
    default int[] recvmsg(int descriptor, int count, int flags) {
        var control = Argument.Room.struct("msg_control", PassedDescriptors.length(count), PassedDescriptors::decoded);
        call(SystemCall.RECVMSG, descriptor("sockfd", descriptor), message(control, PassedDescriptors.length(count), flags), flags("flags", flags, SocketFlags.MESSAGE));
        return PassedDescriptors.in(control.bytes());
    }

    /// `struct msghdr`: no address, no data, a control message. What a sender says in `msg_flags` is ignored; a receiver gets his flags back there.
    private static Argument message(Argument control, int length, int flags) {
        return new Argument.Struct("msg", List.of(address("msg_name", 0), number("msg_namelen", 0), address("msg_iov", 0), number("msg_iovlen", 0),
                control, number("msg_controllen", length), flags("msg_flags", flags, SocketFlags.MESSAGE)));
    }

    /// Sets an option of a socket.
    @Manual("setsockopt(2)")
    default void setsockopt(int descriptor, int level, int option, byte[] value) {
        call(SystemCall.SETSOCKOPT, descriptor("sockfd", descriptor), flags("level", level, SocketFlags.LEVEL), new Argument.Word("optname", option, word -> SocketFlags.option(level, word)),
                bytes("optval", value, SocketFlags::optionValue), number("optlen", value.length));
    }
}
