package learnc.runtime.kernel.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import learnc.runtime.kernel.KernelText;
import learnc.runtime.kernel.Manual;

/// A netlink message while it is being written: a header, the fixed struct of its type, then attributes.
///
/// The kernel wants the header and rtnetlink's structs in the machine's own byte order, addresses and everything of
/// nftables with the most significant byte first.
@Manual("netlink(7)")
public final class Message {

    private static final int FIRST_ROOM_BYTES = 256;
    private static final int FLAGS_AT = 6;
    private static final int SEQUENCE_AT = 8;

    private ByteBuffer bytes = ByteBuffer.allocate(FIRST_ROOM_BYTES).order(ByteOrder.nativeOrder());

    /// @param type  what is asked for, as `RTM_NEWLINK`
    /// @param flags of `NLM_F_…`
    Message(int type, int flags) {
        bytes.putInt(0).putShort((short) type).putShort((short) flags).putInt(0).putInt(0);
    }

    /// Appends one byte of a struct.
    Message u8(int value) {
        room(1).put((byte) value);
        return this;
    }

    /// Appends two bytes of a struct.
    Message u16(int value) {
        room(Short.BYTES).putShort((short) value);
        return this;
    }

    /// Appends four bytes of a struct.
    Message u32(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    /// Appends an attribute of plain bytes.
    Message bytes(int type, byte... value) {
        attributeHeader(type, value.length).put(value);
        return padded();
    }

    /// Appends a string, ended by a zero byte.
    Message text(int type, String value) {
        byte[] text = KernelText.bytes(value);
        attributeHeader(type, text.length + 1).put(text).put((byte) 0);
        return padded();
    }

    /// Appends a number in the machine's byte order.
    Message number(int type, int value) {
        attributeHeader(type, Integer.BYTES).putInt(value);
        return this;
    }

    /// Appends a number with the most significant byte first.
    Message big32(int type, int value) {
        attributeHeader(type, Integer.BYTES).putInt(bigEndian(value));
        return this;
    }

    /// Appends a long number with the most significant byte first.
    Message big64(int type, long value) {
        attributeHeader(type, Long.BYTES).putInt(bigEndian((int) (value >>> Integer.SIZE))).putInt(bigEndian((int) value));
        return this;
    }

    /// Appends an attribute that holds what `content` appends.
    Message nest(int type, Consumer<Message> content) {
        int start = bytes.position();
        attributeHeader(type, 0);
        content.accept(this);
        bytes.putShort(start, (short) (bytes.position() - start));
        return this;
    }

    /// The finished message.
    ///
    /// @param sequence comes back in the answer
    /// @param flags    of `NLM_F_…`, on top of the message's own
    byte[] finished(int sequence, int flags) {
        bytes.putInt(0, bytes.position());
        bytes.putShort(FLAGS_AT, (short) (bytes.getShort(FLAGS_AT) | flags));
        bytes.putInt(SEQUENCE_AT, sequence);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private ByteBuffer attributeHeader(int type, int length) {
        int whole = Netlink.ATTRIBUTE_HEADER_BYTES + length;
        return room(Netlink.aligned(whole)).putShort((short) whole).putShort((short) type);
    }

    private Message padded() {
        while (bytes.position() != Netlink.aligned(bytes.position())) {
            bytes.put((byte) 0);
        }
        return this;
    }

    private ByteBuffer room(int length) {
        if (bytes.remaining() < length) {
            var wider = ByteBuffer.allocate(2 * bytes.capacity() + length).order(ByteOrder.nativeOrder());
            bytes = wider.put(bytes.flip());
        }
        return bytes;
    }

    private static int bigEndian(int value) {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(value) : value;
    }
}
