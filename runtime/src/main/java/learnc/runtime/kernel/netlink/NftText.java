package learnc.runtime.kernel.netlink;

import java.util.Locale;
import learnc.runtime.kernel.Decoders;

/// How nftables' messages read: `NFT_MSG_NEWRULE {ip learnc0 ports: tcp dport 8080 dnat to 172.30.0.2:80} NLM_F_REQUEST|NLM_F_CREATE`.
final class NftText extends MessageText {

    private static final NftText TEXT = new NftText();

    private NftText() {
    }

    /// A datagram in either direction.
    static String decoded(byte[] datagram) {
        return TEXT.datagram(datagram);
    }

    @Override
    String message(Reply message) {
        String content = switch (message.type()) {
            case Nftables.NFNL_MSG_BATCH_BEGIN, Nftables.NFNL_MSG_BATCH_END -> "nftables";
            case Nftables.NFT_MSG_NEWTABLE, Nftables.NFT_MSG_GETTABLE, Nftables.NFT_MSG_DELTABLE -> table(message);
            case Nftables.NFT_MSG_NEWCHAIN, Nftables.NFT_MSG_GETCHAIN -> chain(message);
            case Nftables.NFT_MSG_NEWRULE, Nftables.NFT_MSG_GETRULE, Nftables.NFT_MSG_DELRULE -> rule(message);
            default -> message.body().length + " bytes";
        };
        boolean asks = message.type() == Nftables.NFT_MSG_GETTABLE || message.type() == Nftables.NFT_MSG_GETCHAIN || message.type() == Nftables.NFT_MSG_GETRULE;
        return Nftables.TYPES.apply(message.type()) + " {" + content + "} " + (asks ? Netlink.GET_FLAGS : Netlink.NEW_FLAGS).apply(message.flags());
    }

    private static String family(Reply message) {
        return switch (message.body()[0]) {
            case Nftables.NFPROTO_UNSPEC -> "all";
            case 1 -> "inet ";
            case Nftables.NFPROTO_IPV4 -> "ip ";
            case 10 -> "ip6 ";
            default -> "family " + message.body()[0] + " ";
        };
    }

    private static String table(Reply message) {
        return family(message) + message.attributes(Nftables.HEADER_BYTES).text(Nftables.NFTA_TABLE_NAME);
    }

    private static String chain(Reply message) {
        Attributes attributes = message.attributes(Nftables.HEADER_BYTES);
        String name = family(message) + attributes.text(Nftables.NFTA_CHAIN_TABLE) + " " + attributes.text(Nftables.NFTA_CHAIN_NAME);
        return attributes.has(Nftables.NFTA_CHAIN_HOOK) ? name + ": type " + attributes.text(Nftables.NFTA_CHAIN_TYPE)
                + hook(attributes.nested(Nftables.NFTA_CHAIN_HOOK)) : name.stripTrailing();
    }

    private static String hook(Attributes hook) {
        int number = hook.big32(Nftables.NFTA_HOOK_HOOKNUM);
        Nft.Hook[] hooks = Nft.Hook.values();
        String name = number < hooks.length ? hooks[number].name().toLowerCase(Locale.ROOT) : Integer.toString(number);
        return " hook " + name + " priority " + hook.big32(Nftables.NFTA_HOOK_PRIORITY);
    }

    private static String rule(Reply message) {
        Attributes attributes = message.attributes(Nftables.HEADER_BYTES);
        var text = new StringBuilder(family(message)).append(attributes.text(Nftables.NFTA_RULE_TABLE)).append(' ').append(attributes.text(Nftables.NFTA_RULE_CHAIN));
        if (attributes.has(Nftables.NFTA_RULE_EXPRESSIONS)) {
            text.append(":").append(new RuleText().of(attributes.nested(Nftables.NFTA_RULE_EXPRESSIONS)));
        }
        String comment = Nft.comment(attributes.bytes(Nftables.NFTA_RULE_USERDATA));
        if (!comment.isEmpty()) {
            text.append(" comment ").append(Decoders.quoted(comment));
        }
        if (attributes.has(Nftables.NFTA_RULE_HANDLE)) {
            text.append(" handle ").append(attributes.big64(Nftables.NFTA_RULE_HANDLE));
        }
        return text.toString().stripTrailing();
    }
}
