package learnc.runtime.kernel.netlink;

import learnc.runtime.kernel.Names;

/// Constants of netlink(7), which every netlink protocol shares.
final class Netlink {

    static final int NETLINK_ROUTE = 0;
    static final int NETLINK_NETFILTER = 12;

    static final int SOL_NETLINK = 270;
    static final int NETLINK_EXT_ACK = 11;

    static final int NLMSG_ERROR = 2;
    static final int NLMSG_DONE = 3;

    static final int NLM_F_REQUEST = 0x1;
    static final int NLM_F_MULTI = 0x2;
    static final int NLM_F_ACK = 0x4;
    static final int NLM_F_DUMP_INTR = 0x10;
    // The next bits mean one thing in a request for a list, another in a request to make something, a third in an answer.
    static final int NLM_F_DUMP = 0x300;
    static final int NLM_F_EXCL = 0x200;
    static final int NLM_F_CREATE = 0x400;
    static final int NLM_F_APPEND = 0x800;
    static final int NLM_F_CAPPED = 0x100;
    static final int NLM_F_ACK_TLVS = 0x200;

    static final int NLMSGERR_ATTR_MSG = 1;

    /// Marks an attribute that holds attributes.
    static final int NLA_F_NESTED = 0x8000;
    static final int NLA_TYPE_MASK = 0x3FFF;

    /// Lengths, in bytes: of a message's header, of an attribute's, and what both are padded to.
    static final int HEADER_BYTES = 16;
    static final int ATTRIBUTE_HEADER_BYTES = 4;
    private static final int ALIGNED_TO = 4;

    static final Names NEW_FLAGS = Names.ofBits(Netlink.class, "NLM_F_REQUEST", "NLM_F_MULTI", "NLM_F_ACK", "NLM_F_EXCL", "NLM_F_CREATE", "NLM_F_APPEND");
    static final Names GET_FLAGS = Names.ofBits(Netlink.class, "NLM_F_REQUEST", "NLM_F_MULTI", "NLM_F_ACK", "NLM_F_DUMP");

    private Netlink() {
    }

    /// The length with its padding.
    static int aligned(int length) {
        return (length + ALIGNED_TO - 1) / ALIGNED_TO * ALIGNED_TO;
    }
}
