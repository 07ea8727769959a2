package learnc.runtime.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// How the commands of ioctl(2) that learnc gives read in a trace (ioctl_tty(2)).
final class IoctlRequests {

    @Means("ask for a terminal's mode")
    static final long TCGETS = 0x5401;
    @Means("set a terminal's mode")
    static final long TCSETS = 0x5402;
    @Means("make it this session's controlling terminal")
    static final long TIOCSCTTY = 0x540E;
    @Means("ask for a terminal's size")
    static final long TIOCGWINSZ = 0x5413;
    @Means("set a terminal's size")
    static final long TIOCSWINSZ = 0x5414;
    @Means("open the other end of a terminal")
    static final long TIOCGPTPEER = 0x5441;
    @Means("lock or unlock the other end of a terminal")
    static final long TIOCSPTLCK = 0x40045431;
    @Means("ask for a terminal's number in /dev/pts")
    static final long TIOCGPTN = 0x80045430L;

    static final Names NAMES = Names.ofValues(IoctlRequests.class, "T");

    private IoctlRequests() {
    }

    /// Whether the kernel only writes what the argument points to.
    static boolean isQuestion(long request) {
        return request == TCGETS || request == TIOCGWINSZ || request == TIOCGPTN;
    }

    /// A plain word.
    static String word(long request, long value) {
        return request == TIOCGPTPEER ? OpenFlags.OPEN.apply(value) : Long.toString(value);
    }

    /// A struct.
    static String struct(long request, byte[] struct) {
        if (request == TIOCGWINSZ || request == TIOCSWINSZ) {
            return "{ws_row=" + shortAt(struct, 0) + ", ws_col=" + shortAt(struct, 2)
                    + ", ws_xpixel=" + shortAt(struct, 4) + ", ws_ypixel=" + shortAt(struct, 6) + "}";
        }
        return struct.length == Integer.BYTES ? "[" + Decoders.intAt(struct, 0) + "]" : Decoders.quotedBytes(struct);
    }

    private static int shortAt(byte[] struct, int at) {
        return Short.toUnsignedInt(ByteBuffer.wrap(struct).order(ByteOrder.nativeOrder()).getShort(at));
    }
}
