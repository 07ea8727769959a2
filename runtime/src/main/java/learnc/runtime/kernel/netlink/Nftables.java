package learnc.runtime.kernel.netlink;

import learnc.runtime.kernel.Names;

/// Constants of nfnetlink and nftables (the kernel's `linux/netfilter/nf_tables.h`).
final class Nftables {

    /// What follows a message's header: family, version, and a number that only batches use.
    static final int HEADER_BYTES = 4;
    static final int NFPROTO_UNSPEC = 0;
    static final int NFPROTO_IPV4 = 2;

    static final int NFNL_SUBSYS_NFTABLES = 10;
    static final int NFNL_MSG_BATCH_BEGIN = 0x10;
    static final int NFNL_MSG_BATCH_END = 0x11;

    /// The subsystem stands in the upper byte of a message's type.
    private static final int SUBSYSTEM = NFNL_SUBSYS_NFTABLES << 8;
    static final int NFT_MSG_NEWTABLE = SUBSYSTEM;
    static final int NFT_MSG_GETTABLE = SUBSYSTEM | 1;
    static final int NFT_MSG_DELTABLE = SUBSYSTEM | 2;
    static final int NFT_MSG_NEWCHAIN = SUBSYSTEM | 3;
    static final int NFT_MSG_GETCHAIN = SUBSYSTEM | 4;
    static final int NFT_MSG_NEWRULE = SUBSYSTEM | 6;
    static final int NFT_MSG_GETRULE = SUBSYSTEM | 7;
    static final int NFT_MSG_DELRULE = SUBSYSTEM | 8;

    static final int NFTA_TABLE_NAME = 1;
    static final int NFTA_TABLE_FLAGS = 2;
    static final int NFTA_CHAIN_TABLE = 1;
    static final int NFTA_CHAIN_NAME = 3;
    static final int NFTA_CHAIN_HOOK = 4;
    static final int NFTA_CHAIN_POLICY = 5;
    static final int NFTA_CHAIN_TYPE = 7;
    static final int NFTA_HOOK_HOOKNUM = 1;
    static final int NFTA_HOOK_PRIORITY = 2;
    static final int NFTA_RULE_TABLE = 1;
    static final int NFTA_RULE_CHAIN = 2;
    static final int NFTA_RULE_HANDLE = 3;
    static final int NFTA_RULE_EXPRESSIONS = 4;
    static final int NFTA_RULE_USERDATA = 7;
    static final int NFTA_LIST_ELEM = 1;
    static final int NFTA_EXPR_NAME = 1;
    static final int NFTA_EXPR_DATA = 2;
    static final int NFTA_DATA_VALUE = 1;
    static final int NFTA_DATA_VERDICT = 2;
    static final int NFTA_VERDICT_CODE = 1;
    static final int NFTA_VERDICT_CHAIN = 2;

    static final int NF_DROP = 0;
    static final int NF_ACCEPT = 1;
    static final int NFT_JUMP = -3;

    /// Registers: the first is where a verdict goes; the others hold 16 bytes each.
    static final int NFT_REG_VERDICT = 0;
    static final int NFT_REG_1 = 1;
    static final int NFT_REG_2 = 2;

    static final int NFT_CMP_EQ = 0;
    static final int NFT_CMP_NEQ = 1;
    static final int NFT_PAYLOAD_NETWORK_HEADER = 1;
    static final int NFT_PAYLOAD_TRANSPORT_HEADER = 2;
    static final int NFT_META_IIFNAME = 6;
    static final int NFT_META_OIFNAME = 7;
    static final int NFT_META_L4PROTO = 16;
    static final int NFT_CT_STATE = 0;
    static final int NFT_CT_STATUS = 2;
    static final int NFT_FIB_RESULT_ADDRTYPE = 3;
    static final int NFTA_FIB_F_DADDR = 2;
    static final int RTN_LOCAL = 2;
    static final int NFT_NAT_DNAT = 1;
    static final int NF_NAT_RANGE_PROTO_SPECIFIED = 2;

    /// Bits of a connection's state and status.
    static final int ESTABLISHED = 2;
    static final int RELATED = 4;
    static final int DNAT = 0x20;

    /// A rule's user data is a list of notes: a byte says what, a byte how long. This one is the comment.
    static final int NFTNL_UDATA_RULE_COMMENT = 0;

    static final Names TYPES = Names.ofValues(Nftables.class, "NFT_MSG_", "NFNL_MSG_");

    private Nftables() {
    }
}
