package learnc.runtime.kernel.netlink;

import java.util.HashMap;
import java.util.Map;
import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.KernelText;

/// Turns a rule's little program back into the words of `nft`, by running it with words in the registers.
///
/// It knows the expressions that [Rule] writes. Another one, in a rule that somebody else has made, is shown by its name in brackets.
final class RuleText {

    private static final int UDP = 17;

    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, String> loaded = new HashMap<>();
    private final Map<Integer, byte[]> values = new HashMap<>();
    private byte[] mask;
    private String protocol = "th";

    /// The rule, each part after a space.
    String of(Attributes expressions) {
        for (Attributes.Attribute element : expressions.list()) {
            Attributes expression = element.nested();
            step(expression.text(Nftables.NFTA_EXPR_NAME), expression.nested(Nftables.NFTA_EXPR_DATA));
        }
        return text.toString();
    }

    private void step(String name, Attributes data) {
        switch (name) {
            case "meta" -> load(data.big32(1), metaField(data.big32(2)));
            case "ct" -> load(data.big32(1), data.big32(2) == Nftables.NFT_CT_STATE ? "ct state" : "ct status");
            case "fib" -> load(data.big32(1), "fib daddr type");
            case "payload" -> load(data.big32(1), field(data.big32(2), data.big32(3), data.big32(4)));
            case "bitwise" -> mask = data.nested(4).bytes(Nftables.NFTA_DATA_VALUE);
            case "cmp" -> compare(loaded.getOrDefault(data.big32(1), "?"), data.big32(2), data.nested(3).bytes(Nftables.NFTA_DATA_VALUE));
            case "immediate" -> immediate(data.big32(1), data.nested(2));
            case "nat" -> nat(data);
            case "masq" -> word("masquerade");
            default -> word("[" + name + "]");
        }
    }

    private void load(int register, String field) {
        loaded.put(register, field);
        mask = null;
    }

    private static String metaField(int key) {
        return switch (key) {
            case Nftables.NFT_META_IIFNAME -> "iifname";
            case Nftables.NFT_META_OIFNAME -> "oifname";
            case Nftables.NFT_META_L4PROTO -> "l4proto";
            default -> "meta " + key;
        };
    }

    private static String field(int base, int offset, int length) {
        if (base == Nftables.NFT_PAYLOAD_NETWORK_HEADER && length == Integer.BYTES) {
            return offset == 12 ? "ip saddr" : offset == 16 ? "ip daddr" : "@nh," + offset;
        }
        boolean isPort = base == Nftables.NFT_PAYLOAD_TRANSPORT_HEADER && length == Short.BYTES && offset == 2;
        return isPort ? "dport" : "@" + base + "," + offset + "," + length;
    }

    private void nat(Attributes data) {
        byte[] address = values.get(data.big32(3));
        byte[] port = values.get(data.big32(5));
        boolean isOurs = data.big32(1) == Nftables.NFT_NAT_DNAT && address != null && address.length == Integer.BYTES && port != null;
        word(isOurs ? "dnat to " + Ipv4.of(address) + ":" + number(port) : "[nat]");
    }

    private void compare(String field, int operation, byte[] value) {
        String not = operation == Nftables.NFT_CMP_EQ ? " " : " != ";
        switch (value.length == 0 ? "?" : field) {
            case "l4proto" -> protocol = value[0] == UDP ? "udp" : "tcp";
            case "dport" -> word(protocol + " dport" + not + number(value));
            case "ip saddr", "ip daddr" -> word(field + not + (mask == null ? Ipv4.of(value) : new Ipv4Range(Ipv4.of(value), Integer.bitCount(Ipv4.of(mask).bits()))));
            case "iifname", "oifname" -> word(field + not + Decoders.quoted(KernelText.text(value)));
            case "fib daddr type" -> word(field + not + (value[0] == Nftables.RTN_LOCAL ? "local" : value[0]));
            case "ct state", "ct status" -> word(field + " " + bits(mask == null ? value : mask));
            default -> word(field + not + Decoders.quotedBytes(value));
        }
    }

    private static String bits(byte[] value) {
        int bits = value.length < Integer.BYTES ? 0 : Decoders.intAt(value, 0);
        return switch (bits) {
            case Nftables.ESTABLISHED | Nftables.RELATED -> "established,related";
            case Nftables.DNAT -> "dnat";
            default -> Decoders.hexadecimal(bits);
        };
    }

    private void immediate(int register, Attributes value) {
        if (register != Nftables.NFT_REG_VERDICT) {
            values.put(register, value.bytes(Nftables.NFTA_DATA_VALUE));
            return;
        }
        Attributes verdict = value.nested(Nftables.NFTA_DATA_VERDICT);
        int code = verdict.big32(Nftables.NFTA_VERDICT_CODE);
        word(switch (code) {
            case Nftables.NF_DROP -> "drop";
            case Nftables.NF_ACCEPT -> "accept";
            case Nftables.NFT_JUMP -> "jump " + verdict.text(Nftables.NFTA_VERDICT_CHAIN);
            default -> "verdict " + code;
        });
    }

    private void word(String word) {
        text.append(' ').append(word);
    }

    private static int number(byte[] bigEndian) {
        return (bigEndian[0] & 0xFF) << Byte.SIZE | bigEndian[1] & 0xFF;
    }
}
