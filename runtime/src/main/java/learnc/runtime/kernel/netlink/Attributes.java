package learnc.runtime.kernel.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.KernelText;

/// The attributes of a message that came back, or of an attribute that holds attributes.
final class Attributes {

    private static final byte[] NOTHING = {};

    private final List<Attribute> list = new ArrayList<>();

    /// @param type  without the flag that says "nested"
    /// @param value without header and padding
    record Attribute(int type, byte[] value) {
        Attributes nested() {
            return new Attributes(value, 0);
        }
    }

    /// Reads the attributes in `bytes` that begin at `from`. A length that does not fit ends the list.
    Attributes(byte[] bytes, int from) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        int at = from;
        while (at + Netlink.ATTRIBUTE_HEADER_BYTES <= bytes.length) {
            int length = Short.toUnsignedInt(buffer.getShort(at));
            if (length < Netlink.ATTRIBUTE_HEADER_BYTES || at + length > bytes.length) {
                return;
            }
            int type = buffer.getShort(at + Short.BYTES) & Netlink.NLA_TYPE_MASK;
            list.add(new Attribute(type, Arrays.copyOfRange(bytes, at + Netlink.ATTRIBUTE_HEADER_BYTES, at + length)));
            at += Netlink.aligned(length);
        }
    }

    /// All of them, in the kernel's order.
    List<Attribute> list() {
        return list;
    }

    boolean has(int type) {
        return find(type) != null;
    }

    /// The value, or no bytes where it is missing.
    byte[] bytes(int type) {
        Attribute found = find(type);
        return found == null ? NOTHING : found.value();
    }

    /// The text, without its ending zero; empty where it is missing.
    String text(int type) {
        return KernelText.text(bytes(type));
    }

    /// The number in the machine's byte order; 0 where it is missing.
    int number(int type) {
        byte[] value = bytes(type);
        return value.length < Integer.BYTES ? 0 : Decoders.intAt(value, 0);
    }

    /// The number that stands there with the most significant byte first; 0 where it is missing.
    int big32(int type) {
        byte[] value = bytes(type);
        return value.length < Integer.BYTES ? 0 : ByteBuffer.wrap(value).getInt();
    }

    /// The long number that stands there with the most significant byte first; 0 where it is missing.
    long big64(int type) {
        byte[] value = bytes(type);
        return value.length < Long.BYTES ? 0 : ByteBuffer.wrap(value).getLong();
    }

    /// What the attribute holds; nothing where it is missing.
    Attributes nested(int type) {
        return new Attributes(bytes(type), 0);
    }

    private Attribute find(int type) {
        for (Attribute attribute : list) {
            if (attribute.type() == type) {
                return attribute;
            }
        }
        return null;
    }
}
