package learnc.runtime.kernel.netlink;

import java.nio.ByteBuffer;

/// An IPv4 address.
///
/// @param bits the first of its four numbers in the highest byte
public record Ipv4(int bits) implements Comparable<Ipv4> {

    /// Every address of this machine (`0.0.0.0`).
    public static final Ipv4 ANY = new Ipv4(0);
    private static final int PARTS = 4;
    private static final int HIGHEST_PART = 255;

    /// Reads `172.30.0.1`.
    ///
    /// @throws IllegalArgumentException when it is nothing of the kind
    public static Ipv4 of(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException(text + " is no IPv4 address");
        }
        int bits = 0;
        for (String part : parts) {
            bits = bits << Byte.SIZE | part(part, text);
        }
        return new Ipv4(bits);
    }

    private static int part(String part, String whole) {
        int value = 0;
        for (int i = 0; i < part.length(); i++) {
            int digit = part.charAt(i) - '0';
            value = digit >= 0 && digit <= 9 ? 10 * value + digit : HIGHEST_PART + 1;
            if (value > HIGHEST_PART) {
                break;
            }
        }
        if (part.isEmpty() || value > HIGHEST_PART) {
            throw new IllegalArgumentException(whole + " is no IPv4 address");
        }
        return value;
    }

    /// Reads four bytes, the first number first.
    public static Ipv4 of(byte[] bytes) {
        return new Ipv4(ByteBuffer.wrap(bytes).getInt());
    }

    /// Four bytes, the first number first, as they travel.
    public byte[] bytes() {
        return ByteBuffer.allocate(PARTS).putInt(bits).array();
    }

    /// The address that is so many further.
    public Ipv4 plus(int count) {
        return new Ipv4(bits + count);
    }

    @Override
    public int compareTo(Ipv4 other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return (bits >>> 24) + "." + (bits >>> 16 & 0xFF) + "." + (bits >>> 8 & 0xFF) + "." + (bits & 0xFF);
    }
}
