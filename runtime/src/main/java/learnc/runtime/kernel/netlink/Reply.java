package learnc.runtime.kernel.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import learnc.runtime.kernel.Decoders;

/// One message that came back.
///
/// @param type  as `RTM_NEWLINK`, `NLMSG_ERROR` or `NLMSG_DONE`
/// @param flags of `NLM_F_…`
/// @param body  all after the header: the fixed struct of its type, then attributes
record Reply(int type, int flags, byte[] body) {

    private static final int TYPE_AT = 4;
    private static final int FLAGS_AT = 6;

    /// The messages of one datagram.
    static List<Reply> all(byte[] datagram) {
        ByteBuffer buffer = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder());
        var replies = new ArrayList<Reply>();
        for (int at = 0; at + Netlink.HEADER_BYTES <= datagram.length; ) {
            int length = buffer.getInt(at);
            if (length < Netlink.HEADER_BYTES || at + length > datagram.length) {
                break;
            }
            replies.add(new Reply(Short.toUnsignedInt(buffer.getShort(at + TYPE_AT)), Short.toUnsignedInt(buffer.getShort(at + FLAGS_AT)),
                    Arrays.copyOfRange(datagram, at + Netlink.HEADER_BYTES, at + length)));
            at += Netlink.aligned(length);
        }
        return replies;
    }

    /// The attributes behind a struct of so many bytes.
    Attributes attributes(int structBytes) {
        return new Attributes(body, structBytes);
    }

    /// Whether this is "done" or a refusal.
    boolean isVerdict() {
        return type == Netlink.NLMSG_ERROR || type == Netlink.NLMSG_DONE;
    }

    /// The errno of a refusal; 0 for "done".
    int errno() {
        return isVerdict() && body.length >= Integer.BYTES ? -Decoders.intAt(body, 0) : 0;
    }

    /// What the kernel says about a refusal in words; often nothing.
    String explanation() {
        if ((flags & Netlink.NLM_F_ACK_TLVS) == 0 || body.length < Integer.BYTES) {
            return "";
        }
        return attributes(explanationAt()).text(Netlink.NLMSGERR_ATTR_MSG);
    }

    /// A refusal repeats our message (all of it, or only its header) before it explains.
    private int explanationAt() {
        if (type == Netlink.NLMSG_DONE) {
            return Integer.BYTES;
        }
        boolean onlyHeader = (flags & Netlink.NLM_F_CAPPED) != 0;
        int repeated = onlyHeader ? Netlink.HEADER_BYTES : Netlink.aligned(Decoders.intAt(body, Integer.BYTES));
        return Integer.BYTES + repeated;
    }
}
