package learnc.runtime.kernel.netlink;

import static learnc.runtime.kernel.SocketFlags.AF_NETLINK;
import static learnc.runtime.kernel.SocketFlags.SOCK_CLOEXEC;
import static learnc.runtime.kernel.SocketFlags.SOCK_RAW;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Manual;
import learnc.runtime.kernel.Why;

/// A conversation with one of the kernel's tables: of the network namespace in which the socket was made.
@Manual("netlink(7)")
public final class NetlinkSocket implements AutoCloseable {

    /// The kernel sends no datagram of a list that is longer.
    private static final int ANSWER_BYTES = 32768;
    private static final byte[] ON = {1, 0, 0, 0};

    private final Kernel kernel;
    private final Function<byte[], String> decoder;
    private final int socket;
    private int sequence;

    @Why(call = "socket", about = "NETLINK_NETFILTER", value = "Opens a line to the kernel's packet filter nftables, the one that nft(8) uses.",
            without = "No rule could be read or made.")
    @Why(call = "socket", value = "Opens a line to the kernel's tables of links, addresses and routes, the one that ip(8) uses.",
            without = "No link could be made and no address be given.")
    @Why(call = "setsockopt", value = "Asks the kernel to say in words why it refuses something.",
            without = "A refusal would be a bare number, such as EINVAL, and nobody would know which part was wrong.")
    private NetlinkSocket(Kernel kernel, int protocol, Function<byte[], String> decoder) {
        this.kernel = kernel;
        this.decoder = decoder;
        socket = kernel.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);
        // "Extended acknowledgement": a refusal comes with the kernel's own words.
        kernel.setsockopt(socket, Netlink.SOL_NETLINK, Netlink.NETLINK_EXT_ACK, ON);
    }

    /// Opens the table of links, addresses and routes (rtnetlink(7)).
    public static NetlinkSocket route(Kernel kernel) {
        return new NetlinkSocket(kernel, Netlink.NETLINK_ROUTE, RouteText::decoded);
    }

    /// Opens the tables of nftables.
    ///
    /// @throws learnc.runtime.kernel.KernelRefusal EPROTONOSUPPORT when the kernel has none
    public static NetlinkSocket netfilter(Kernel kernel) {
        return new NetlinkSocket(kernel, Netlink.NETLINK_NETFILTER, NftText::decoded);
    }

    /// Gives orders, all in one datagram, and waits until they are carried out.
    ///
    /// A refusal is always answered, success only when an answer is asked for. So the last order asks for one, and the first
    /// answer that arrives is the first refusal or that success.
    ///
    /// @throws NetlinkRefusal when the kernel refuses one of them. rtnetlink carries the others out nevertheless; nftables none.
    public void tell(Message... orders) {
        tell(List.of(orders));
    }

    /// See [#tell(Message...)].
    public void tell(List<Message> orders) {
        tell(orders, orders.size() - 1);
    }

    /// The same, where not the last order can be answered: nftables' mark at the end of a batch is none.
    void tell(List<Message> orders, int answered) {
        var datagram = new ByteArrayOutputStream();
        for (int i = 0; i < orders.size(); i++) {
            datagram.writeBytes(orders.get(i).finished(++sequence, i == answered ? Netlink.NLM_F_ACK : 0));
        }
        byte[] asked = datagram.toByteArray();
        kernel.sendto(socket, asked, decoder);
        for (Reply reply : receive()) {
            refuse(asked, reply);
        }
    }

    /// Asks a question whose answer is one message.
    ///
    /// @throws NetlinkRefusal for instance ENODEV or ENOENT when there is no such thing
    Reply ask(Message question) {
        byte[] asked = question.finished(++sequence, 0);
        kernel.sendto(socket, asked, decoder);
        Reply reply = receive().getFirst();
        refuse(asked, reply);
        return reply;
    }

    /// Asks a question whose answer is a list.
    List<Reply> list(Message question) {
        byte[] asked = question.finished(++sequence, Netlink.NLM_F_DUMP);
        while (true) {
            var replies = new ArrayList<Reply>();
            kernel.sendto(socket, asked, decoder);
            if (receiveList(asked, replies)) {
                return replies;
            }
            // Something changed while the kernel was reading its list: what we got may have holes.
        }
    }

    private boolean receiveList(byte[] asked, List<Reply> replies) {
        boolean isWhole = true;
        while (true) {
            for (Reply reply : receive()) {
                isWhole &= (reply.flags() & Netlink.NLM_F_DUMP_INTR) == 0;
                refuse(asked, reply);
                if (reply.isVerdict()) {
                    return isWhole;
                }
                replies.add(reply);
            }
        }
    }

    @Why(call = "recvfrom", value = "Reads the kernel's answer: {}",
            without = "A refusal would pass unnoticed, and what follows would build on something that is not there.")
    private List<Reply> receive() {
        return Reply.all(kernel.recvfrom(socket, ANSWER_BYTES, 0, decoder));
    }

    private void refuse(byte[] asked, Reply reply) {
        if (reply.errno() != 0) {
            throw new NetlinkRefusal(decoder.apply(asked), Errno.of(reply.errno()), reply.explanation(), kernel.actor().name());
        }
    }

    @Override
    public void close() {
        kernel.close(socket);
    }
}
