package learnc.runtime.kernel.netlink;

/// The addresses that begin with the same bits, as `172.30.0.0/16`.
///
/// @param first  the lowest: all bits after the prefix are zero
/// @param prefix how many bits they share, 0 to 32
public record Ipv4Range(Ipv4 first, int prefix) {

    /// The range in which an address lies.
    public static Ipv4Range around(Ipv4 address, int prefix) {
        return new Ipv4Range(new Ipv4(address.bits() & mask(prefix)), prefix);
    }

    /// Reads `172.30.0.0/16`.
    ///
    /// @throws IllegalArgumentException when it is nothing of the kind
    public static Ipv4Range of(String text) {
        int slash = text.indexOf('/');
        return around(Ipv4.of(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    /// The bits that all addresses share, as ones.
    public int mask() {
        return mask(prefix);
    }

    /// The highest address: to it means to all (the broadcast).
    public Ipv4 last() {
        return new Ipv4(first.bits() | ~mask());
    }

    /// Whether the address lies in it.
    public boolean contains(Ipv4 address) {
        return (address.bits() & mask()) == first.bits();
    }

    /// Whether an address lies in both.
    public boolean overlaps(Ipv4Range other) {
        return contains(other.first) || other.contains(first);
    }

    private static int mask(int prefix) {
        return prefix == 0 ? 0 : -1 << Integer.SIZE - prefix;
    }

    @Override
    public String toString() {
        return first + "/" + prefix;
    }
}
