package learnc.runtime.kernel.netlink;

import java.util.HexFormat;

/// The hardware address of a link.
///
/// @param bits 48 of them, the first byte highest
public record Mac(long bits) {

    private static final int LENGTH = 6;

    /// Two bytes of our choice, then an IPv4 address. The second lowest bit of `first` says "chosen by software".
    public static Mac of(int first, int second, Ipv4 address) {
        return new Mac((long) first << 40 | (long) second << 32 | Integer.toUnsignedLong(address.bits()));
    }

    /// Reads six bytes; anything else (the loopback device has none, tunnels have shorter ones) is no hardware address: 0.
    static Mac of(byte[] bytes) {
        long bits = 0;
        for (int i = 0; i < LENGTH && bytes.length == LENGTH; i++) {
            bits = bits << Byte.SIZE | bytes[i] & 0xFF;
        }
        return new Mac(bits);
    }

    /// The first two bytes.
    public int start() {
        return (int) (bits >>> 32);
    }

    /// The last four bytes, read as an IPv4 address.
    public Ipv4 address() {
        return new Ipv4((int) bits);
    }

    byte[] bytes() {
        var bytes = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            bytes[i] = (byte) (bits >>> Byte.SIZE * (LENGTH - 1 - i));
        }
        return bytes;
    }

    /// `02:1c:ac:1e:00:02`.
    @Override
    public String toString() {
        return HexFormat.ofDelimiter(":").formatHex(bytes());
    }
}
