package learnc.runtime.kernel.netlink;

import static learnc.runtime.kernel.netlink.Netlink.NLA_F_NESTED;
import static learnc.runtime.kernel.netlink.Nftables.NFT_REG_1;
import static learnc.runtime.kernel.netlink.Nftables.NFT_REG_2;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import learnc.runtime.kernel.KernelText;

/// A rule of nftables while it is being written: conditions, then what happens.
///
/// For the kernel it is a little program for a machine with registers: load a field into a register, compare it, and when all
/// comparisons hold, decide. Here one method is one condition, and a rule reads as `nft list ruleset` shows it.
public final class Rule {

    private static final int SOURCE_AT = 12;
    private static final int DESTINATION_AT = 16;
    private static final int DESTINATION_PORT_AT = 2;
    private static final int NAME_BYTES = 16;
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final String table;
    private final String chain;
    private final List<Consumer<Message>> expressions = new ArrayList<>();
    private String comment = "";

    private Rule(String table, String chain) {
        this.table = table;
        this.chain = chain;
    }

    /// A rule for the end of this chain, in a table of the family ip.
    public static Rule in(String table, String chain) {
        return new Rule(table, chain);
    }

    /// `iifname "…"`: the packet has come in by this link.
    public Rule enteringBy(String link) {
        return link(Nftables.NFT_META_IIFNAME, Nftables.NFT_CMP_EQ, link);
    }

    /// `oifname "…"`: it leaves by this link.
    public Rule leavingBy(String link) {
        return link(Nftables.NFT_META_OIFNAME, Nftables.NFT_CMP_EQ, link);
    }

    /// `oifname != "…"`: it does not.
    public Rule notLeavingBy(String link) {
        return link(Nftables.NFT_META_OIFNAME, Nftables.NFT_CMP_NEQ, link);
    }

    /// `ip saddr …`: it comes from there.
    public Rule from(Ipv4Range range) {
        return address(SOURCE_AT, range);
    }

    /// `ip daddr …`: it goes there.
    public Rule to(Ipv4Range range) {
        return address(DESTINATION_AT, range);
    }

    /// `tcp dport …` or `udp dport …`: it goes to this port.
    public Rule toPort(boolean isUdp, int port) {
        expression("meta", data -> data.big32(2, Nftables.NFT_META_L4PROTO).big32(1, NFT_REG_1));
        compare(Nftables.NFT_CMP_EQ, (byte) (isUdp ? UDP : TCP));
        load(Nftables.NFT_PAYLOAD_TRANSPORT_HEADER, DESTINATION_PORT_AT, Short.BYTES);
        return compare(Nftables.NFT_CMP_EQ, portBytes(port));
    }

    /// `fib daddr type local`: it goes to one of this machine's own addresses.
    public Rule toThisMachine() {
        expression("fib", data -> data.big32(3, Nftables.NFTA_FIB_F_DADDR).big32(2, Nftables.NFT_FIB_RESULT_ADDRTYPE).big32(1, NFT_REG_1));
        return compare(Nftables.NFT_CMP_EQ, native32(Nftables.RTN_LOCAL));
    }

    /// `ct state established,related`: it belongs to a connection that was let through before.
    public Rule ofKnownConnection() {
        return connection(Nftables.NFT_CT_STATE, Nftables.ESTABLISHED | Nftables.RELATED);
    }

    /// `ct status dnat`: it belongs to a connection whose destination was rewritten.
    public Rule ofRewrittenDestination() {
        return connection(Nftables.NFT_CT_STATUS, Nftables.DNAT);
    }

    /// The packet may go on.
    public Rule accept() {
        return verdict(Nftables.NF_ACCEPT, null);
    }

    /// The packet vanishes.
    public Rule drop() {
        return verdict(Nftables.NF_DROP, null);
    }

    /// The rules of another chain decide; when they do not, the next rule here does.
    public Rule jump(String toChain) {
        return verdict(Nftables.NFT_JUMP, toChain);
    }

    /// The connection's source becomes this machine's address on the link by which it leaves.
    public Rule masquerade() {
        return expression("masq", data -> { });
    }

    /// The connection's destination becomes this one.
    public Rule dnat(Ipv4 address, int port) {
        immediate(NFT_REG_1, address.bytes());
        immediate(NFT_REG_2, portBytes(port));
        return expression("nat", data -> data.big32(1, Nftables.NFT_NAT_DNAT).big32(2, Nftables.NFPROTO_IPV4)
                .big32(3, NFT_REG_1).big32(5, NFT_REG_2).big32(7, Nftables.NF_NAT_RANGE_PROTO_SPECIFIED));
    }

    /// Writes something on the rule, at most 127 bytes; `nft list ruleset` shows it.
    public Rule comment(String text) {
        comment = text;
        return this;
    }

    /// The order to append it to its chain.
    public Message append() {
        return message(Netlink.NLM_F_APPEND);
    }

    /// The order to put it in front of its chain.
    public Message insert() {
        return message(0);
    }

    private Message message(int where) {
        Message message = Nft.message(Nftables.NFT_MSG_NEWRULE, Netlink.NLM_F_CREATE | where)
                .text(Nftables.NFTA_RULE_TABLE, table).text(Nftables.NFTA_RULE_CHAIN, chain)
                .nest(Nftables.NFTA_RULE_EXPRESSIONS | NLA_F_NESTED, list -> {
                    for (Consumer<Message> expression : expressions) {
                        list.nest(Nftables.NFTA_LIST_ELEM | NLA_F_NESTED, expression);
                    }
                });
        return comment.isEmpty() ? message : message.bytes(Nftables.NFTA_RULE_USERDATA, note(comment));
    }

    private static byte[] note(String comment) {
        byte[] text = KernelText.bytes(comment);
        return ByteBuffer.allocate(text.length + 3).put((byte) Nftables.NFTNL_UDATA_RULE_COMMENT).put((byte) (text.length + 1)).put(text).array();
    }

    private Rule link(int key, int operation, String name) {
        expression("meta", data -> data.big32(2, key).big32(1, NFT_REG_1));
        return compare(operation, Arrays.copyOf(KernelText.bytes(name), NAME_BYTES));
    }

    private Rule address(int offset, Ipv4Range range) {
        load(Nftables.NFT_PAYLOAD_NETWORK_HEADER, offset, Integer.BYTES);
        if (range.prefix() < Integer.SIZE) {
            mask(new Ipv4(range.mask()).bytes());
        }
        return compare(Nftables.NFT_CMP_EQ, range.first().bytes());
    }

    private Rule connection(int key, int bits) {
        expression("ct", data -> data.big32(2, key).big32(1, NFT_REG_1));
        mask(native32(bits));
        return compare(Nftables.NFT_CMP_NEQ, native32(0));
    }

    private void load(int base, int offset, int length) {
        expression("payload", data -> data.big32(1, NFT_REG_1).big32(2, base).big32(3, offset).big32(4, length));
    }

    private void mask(byte... bits) {
        expression("bitwise", data -> data.big32(1, NFT_REG_1).big32(2, NFT_REG_1).big32(3, bits.length)
                .nest(4 | NLA_F_NESTED, mask -> mask.bytes(Nftables.NFTA_DATA_VALUE, bits))
                .nest(5 | NLA_F_NESTED, xor -> xor.bytes(Nftables.NFTA_DATA_VALUE, new byte[bits.length])));
    }

    private Rule compare(int operation, byte... value) {
        return expression("cmp", data -> data.big32(1, NFT_REG_1).big32(2, operation)
                .nest(3 | NLA_F_NESTED, other -> other.bytes(Nftables.NFTA_DATA_VALUE, value)));
    }

    private void immediate(int register, byte... value) {
        expression("immediate", data -> data.big32(1, register)
                .nest(2 | NLA_F_NESTED, other -> other.bytes(Nftables.NFTA_DATA_VALUE, value)));
    }

    private Rule verdict(int code, String toChain) {
        return expression("immediate", data -> data.big32(1, Nftables.NFT_REG_VERDICT)
                .nest(2 | NLA_F_NESTED, value -> value.nest(Nftables.NFTA_DATA_VERDICT | NLA_F_NESTED, verdict -> {
                    verdict.big32(Nftables.NFTA_VERDICT_CODE, code);
                    if (toChain != null) {
                        verdict.text(Nftables.NFTA_VERDICT_CHAIN, toChain);
                    }
                })));
    }

    /// One expression: its name, and its own attributes, whose numbers are those of the kernel's `nf_tables.h` (`NFTA_META_DREG` = 1, …).
    private Rule expression(String name, Consumer<Message> attributes) {
        expressions.add(element -> element.text(Nftables.NFTA_EXPR_NAME, name).nest(Nftables.NFTA_EXPR_DATA | NLA_F_NESTED, attributes));
        return this;
    }

    private static byte[] portBytes(int port) {
        return ByteBuffer.allocate(Short.BYTES).putShort((short) port).array();
    }

    private static byte[] native32(int value) {
        return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(value).array();
    }
}
