package learnc.runtime.kernel.netlink;

import static learnc.runtime.kernel.netlink.Netlink.NLA_F_NESTED;
import static learnc.runtime.kernel.netlink.Netlink.NLM_F_CREATE;
import static learnc.runtime.kernel.netlink.Netlink.NLM_F_REQUEST;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.KernelText;
import learnc.runtime.kernel.Manual;
import learnc.runtime.kernel.Why;

/// Messages about nftables: a table holds chains, a chain holds rules, and a base chain hangs on a hook that packets pass.
@Manual("nft(8)")
public final class Nft {

    private static final int COMMENT_HEADER_BYTES = 2;

    private Nft() {
    }

    /// The places where a packet meets the rules, in the kernel's order.
    public enum Hook {
        /// It has come in.
        PREROUTING,
        /// It is for this machine.
        INPUT,
        /// It only passes through.
        FORWARD,
        /// It was made here.
        OUTPUT,
        /// It is about to leave.
        POSTROUTING
    }

    /// A chain on a hook, as the kernel describes it.
    ///
    /// @param family  `NFPROTO_…`: 1 for ip and ip6 together (inet), 2 for ip
    /// @param table   the table that holds it
    /// @param name    its name
    /// @param type    `filter`, `nat` or `route`; empty for a chain that hangs on no hook
    /// @param hook    the hook's place in [Hook], or −1
    /// @param isDrop  whether a packet that no rule decides about is dropped
    public record Chain(int family, String table, String name, String type, int hook, boolean isDrop) {
    }

    /// A rule that is there.
    ///
    /// @param table   its table
    /// @param chain   its chain
    /// @param handle  the kernel's number for it
    /// @param comment what its maker wrote on it; empty when nothing
    public record Existing(String table, String chain, long handle, String comment) {
    }

    /// A table of the family ip. Nothing happens when it is there.
    public static Message table(String name) {
        return message(Nftables.NFT_MSG_NEWTABLE, 0).text(Nftables.NFTA_TABLE_NAME, name).big32(Nftables.NFTA_TABLE_FLAGS, 0);
    }

    /// Removes a table with all that it holds.
    public static Message deleteTable(String name) {
        return message(Nftables.NFT_MSG_DELTABLE, 0).text(Nftables.NFTA_TABLE_NAME, name);
    }

    /// A chain that others jump to.
    public static Message chain(String table, String name) {
        return message(Nftables.NFT_MSG_NEWCHAIN, NLM_F_CREATE).text(Nftables.NFTA_CHAIN_TABLE, table).text(Nftables.NFTA_CHAIN_NAME, name);
    }

    /// A chain on a hook; a packet that no rule decides about goes on.
    ///
    /// @param type     `filter` or `nat`
    /// @param priority which of several chains on the same hook comes first: the lowest number
    public static Message baseChain(String table, String name, String type, Hook hook, int priority) {
        return chain(table, name).text(Nftables.NFTA_CHAIN_TYPE, type)
                .nest(Nftables.NFTA_CHAIN_HOOK | NLA_F_NESTED, place -> place
                        .big32(Nftables.NFTA_HOOK_HOOKNUM, hook.ordinal()).big32(Nftables.NFTA_HOOK_PRIORITY, priority));
    }

    /// Removes one rule.
    public static Message deleteRule(Existing rule) {
        return message(Nftables.NFT_MSG_DELRULE, 0).text(Nftables.NFTA_RULE_TABLE, rule.table).text(Nftables.NFTA_RULE_CHAIN, rule.chain)
                .big64(Nftables.NFTA_RULE_HANDLE, rule.handle);
    }

    /// Carries out all orders at once, or none.
    ///
    /// @throws NetlinkRefusal for the first order that cannot be carried out
    public static void commit(NetlinkSocket socket, List<Message> orders) {
        var batch = new ArrayList<Message>();
        batch.add(mark(Nftables.NFNL_MSG_BATCH_BEGIN));
        batch.addAll(orders);
        batch.add(mark(Nftables.NFNL_MSG_BATCH_END));
        socket.tell(batch, orders.size());
    }

    /// Whether there is a table of the family ip with this name.
    @Why(call = "sendto", value = "Asks whether learnc's table of rules is there: {}", without = "{}")
    public static boolean hasTable(NetlinkSocket socket, String name) {
        try {
            socket.ask(message(Nftables.NFT_MSG_GETTABLE, 0).text(Nftables.NFTA_TABLE_NAME, name));
            return true;
        } catch (NetlinkRefusal refusal) {
            if (refusal.is(Errno.ENOENT)) {
                return false;
            }
            throw refusal;
        }
    }

    /// Every chain of every family.
    @Why(call = "sendto", value = "Asks which chains of rules there are: {}", without = "{}")
    public static List<Chain> chains(NetlinkSocket socket) {
        var chains = new ArrayList<Chain>();
        for (Reply reply : socket.list(message(Nftables.NFT_MSG_GETCHAIN, 0, Nftables.NFPROTO_UNSPEC))) {
            Attributes attributes = reply.attributes(Nftables.HEADER_BYTES);
            boolean hasHook = attributes.has(Nftables.NFTA_CHAIN_HOOK);
            chains.add(new Chain(reply.body()[0], attributes.text(Nftables.NFTA_CHAIN_TABLE), attributes.text(Nftables.NFTA_CHAIN_NAME),
                    attributes.text(Nftables.NFTA_CHAIN_TYPE),
                    hasHook ? attributes.nested(Nftables.NFTA_CHAIN_HOOK).big32(Nftables.NFTA_HOOK_HOOKNUM) : -1,
                    attributes.has(Nftables.NFTA_CHAIN_POLICY) && attributes.big32(Nftables.NFTA_CHAIN_POLICY) == Nftables.NF_DROP));
        }
        return chains;
    }

    /// Every rule of the family ip.
    public static List<Existing> rules(NetlinkSocket socket) {
        return rules(socket, message(Nftables.NFT_MSG_GETRULE, 0));
    }

    /// Every rule of one table of the family ip.
    public static List<Existing> rules(NetlinkSocket socket, String table) {
        return rules(socket, message(Nftables.NFT_MSG_GETRULE, 0).text(Nftables.NFTA_RULE_TABLE, table));
    }

    @Why(call = "sendto", value = "Asks which rules there are: {}", without = "{}")
    private static List<Existing> rules(NetlinkSocket socket, Message question) {
        var rules = new ArrayList<Existing>();
        for (Reply reply : socket.list(question)) {
            Attributes attributes = reply.attributes(Nftables.HEADER_BYTES);
            rules.add(new Existing(attributes.text(Nftables.NFTA_RULE_TABLE), attributes.text(Nftables.NFTA_RULE_CHAIN),
                    attributes.big64(Nftables.NFTA_RULE_HANDLE), comment(attributes.bytes(Nftables.NFTA_RULE_USERDATA))));
        }
        return rules;
    }

    /// The comment among a rule's notes.
    static String comment(byte[] notes) {
        for (int at = 0; at + COMMENT_HEADER_BYTES <= notes.length; at += COMMENT_HEADER_BYTES + (notes[at + 1] & 0xFF)) {
            int length = Math.min(notes[at + 1] & 0xFF, notes.length - at - COMMENT_HEADER_BYTES);
            if (notes[at] == Nftables.NFTNL_UDATA_RULE_COMMENT && length > 0) {
                return KernelText.text(notes, at + COMMENT_HEADER_BYTES, length - 1);
            }
        }
        return "";
    }

    static Message message(int type, int flags) {
        return message(type, flags, Nftables.NFPROTO_IPV4);
    }

    private static Message message(int type, int flags, int family) {
        return new Message(type, NLM_F_REQUEST | flags).u8(family).u8(0).u16(0);
    }

    /// A batch's first or last message; it names the subsystem, with the most significant byte first.
    private static Message mark(int type) {
        return new Message(type, NLM_F_REQUEST).u8(0).u8(0).u8(0).u8(Nftables.NFNL_SUBSYS_NFTABLES);
    }
}
