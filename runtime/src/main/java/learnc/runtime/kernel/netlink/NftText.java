package learnc.runtime.kernel.netlink;

/// Placeholder text; replaced below.
final class NftText {
    private NftText() {
    }

    static String decoded(byte[] datagram) {
        return datagram.length + " bytes";
    }
}
