package learnc.runtime.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// How arguments read: the notation of strace(1), because that is what a student meets next.
public final class Decoders {

    /// So much of a buffer is shown.
    public static final int SHOWN_BYTES = 64;
    /// "The current working directory" in place of a descriptor (openat(2)).
    public static final int AT_FDCWD = -100;

    private Decoders() {
    }

    /// `0x7f…`, and `NULL` for zero.
    public static String hexadecimal(long value) {
        return value == 0 ? "NULL" : "0x" + Long.toHexString(value);
    }

    /// `0755`.
    public static String octal(long value) {
        return value == 0 ? "000" : "0" + Long.toOctalString(value);
    }

    /// `S_IFCHR|0666`: the kind of a file, and its permissions.
    public static String kindAndMode(long value) {
        String kind = switch ((int) value & 0170000) {
            case 0140000 -> "S_IFSOCK|";
            case 0120000 -> "S_IFLNK|";
            case 0100000 -> "S_IFREG|";
            case 0060000 -> "S_IFBLK|";
            case 0040000 -> "S_IFDIR|";
            case 0020000 -> "S_IFCHR|";
            case 0010000 -> "S_IFIFO|";
            default -> "";
        };
        if (kind.isEmpty()) {
            return octal(value);
        }
        return kind + ((value & 04000) != 0 ? "S_ISUID|" : "") + ((value & 02000) != 0 ? "S_ISGID|" : "") + ((value & 01000) != 0 ? "S_ISVTX|" : "")
                + octal(value & 0777);
    }

    /// A number of a user or a group; `-1` leaves it as it is.
    public static String owner(long value) {
        return value == 0xFFFF_FFFFL ? "-1" : Long.toString(value);
    }

    /// A number, or `AT_FDCWD`.
    public static String descriptor(long value) {
        return value == AT_FDCWD ? "AT_FDCWD" : Long.toString(value);
    }

    /// A string in quotes, or `NULL`.
    public static String quoted(String text) {
        if (text == null) {
            return "NULL";
        }
        if (isPlain(text)) {
            return '"' + text + '"';
        }
        byte[] bytes = KernelText.bytes(text);
        return quoted(bytes, bytes.length);
    }

    /// Whether each character reads as it is.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(int c) {
        return c >= ' ' && c < 0x7F && c != '"' && c != '\\';
    }

    /// Bytes in quotes, cut after 64 with `…` as strace does with `...`.
    public static String quotedBytes(byte[] bytes) {
        return bytes.length <= SHOWN_BYTES ? quoted(bytes, bytes.length) : quoted(bytes, SHOWN_BYTES) + "...";
    }

    /// `["sh", "-c", "true"]`.
    public static String list(List<String> values) {
        var text = new StringBuilder("[");
        for (String value : values) {
            text.append(text.length() == 1 ? "" : ", ").append(quoted(value));
        }
        return text.append(']').toString();
    }

    /// `{name=value, …}`, without fields that are zero numbers.
    public static String struct(List<Argument> fields) {
        var text = new StringBuilder("{");
        for (Argument field : fields) {
            text.append(text.length() == 1 ? "" : ", ").append(field.name()).append('=').append(field.decoded());
        }
        return text.append('}').toString();
    }

    /// `[3, 4]`: the two descriptors of a pipe or a pair of sockets.
    public static String twoInts(byte[] bytes) {
        return "[" + intAt(bytes, 0) + ", " + intAt(bytes, 4) + "]";
    }

    /// An array of `struct pollfd`.
    static byte[] pollRequests(int[] descriptors, int events) {
        var array = ByteBuffer.allocate(descriptors.length * 8).order(ByteOrder.nativeOrder());
        for (int descriptor : descriptors) {
            array.putInt(descriptor).putInt(events);
        }
        return array.array();
    }

    /// What `struct pollfd`s say: `[{fd=3, events=POLLIN, revents=POLLIN|POLLHUP}]`.
    public static String pollAnswers(byte[] array) {
        var text = new StringBuilder("[");
        for (int at = 0; at < array.length; at += 8) {
            int both = intAt(array, at + 4);
            text.append(at == 0 ? "{fd=" : ", {fd=").append(intAt(array, at)).append(", events=").append(OpenFlags.POLL.apply(both & 0xFFFF))
                    .append(", revents=").append(OpenFlags.POLL.apply(both >>> 16)).append('}');
        }
        return text.append(']').toString();
    }

    /// A device number, as `makedev(0x1, 0x3)`.
    static Argument device(String name, long device) {
        long major = device >>> 8 & 0xFFF | device >>> 32 & ~0xFFFL;
        long minor = device & 0xFF | device >>> 12 & ~0xFFL;
        return new Argument.Word(name, device, ignored -> "makedev(" + sharp(major) + ", " + sharp(minor) + ")");
    }

    private static String sharp(long value) {
        return value == 0 ? "0" : "0x" + Long.toHexString(value);
    }

    /// The four bytes at `at`, as the kernel stores an `int` on all machines that learnc knows: the lowest byte first.
    public static int intAt(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
    }

    /// The eight bytes at `at`, as the kernel stores a `long`.
    public static long longAt(byte[] bytes, int at) {
        return intAt(bytes, at) & 0xFFFF_FFFFL | (long) intAt(bytes, at + Integer.BYTES) << Integer.SIZE;
    }

    /// The first bytes, in quotes.
    public static String quoted(byte[] bytes, int length) {
        int plain = plainBytes(bytes, length);
        var text = new StringBuilder(length + 2).append('"').append(new String(bytes, 0, plain, StandardCharsets.ISO_8859_1));
        for (int i = plain; i < length; i++) {
            boolean digitFollows = i + 1 < bytes.length && bytes[i + 1] >= '0' && bytes[i + 1] <= '9';
            appendQuoted(text, bytes[i] & 0xFF, digitFollows);
        }
        return text.append('"').toString();
    }

    /// How many bytes at the beginning read as they are.
    private static int plainBytes(byte[] bytes, int length) {
        int plain = 0;
        while (plain < length && isPlain(bytes[plain])) {
            plain++;
        }
        return plain;
    }

    private static void appendQuoted(StringBuilder text, int b, boolean digitFollows) {
        switch (b) {
            case '"', '\\' -> text.append('\\').append((char) b);
            case '\n' -> text.append("\\n");
            case '\t' -> text.append("\\t");
            case '\r' -> text.append("\\r");
            case '\f' -> text.append("\\f");
            case 0x0B -> text.append("\\v");
            default -> {
                if (b >= ' ' && b < 0x7F) {
                    text.append((char) b);
                } else {
                    appendOctal(text, b, digitFollows);
                }
            }
        }
    }

    private static void appendOctal(StringBuilder text, int b, boolean digitFollows) {
        String digits = Integer.toOctalString(b);
        text.append('\\').append(digitFollows ? "000".substring(digits.length()) : "").append(digits);
    }
}
