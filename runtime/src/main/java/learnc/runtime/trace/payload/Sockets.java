package learnc.runtime.trace.payload;

import static learnc.runtime.kernel.Decoders.intAt;

import java.util.Arrays;
import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.KernelText;

/// Addresses and options of sockets (ip(7), ipv6(7), unix(7), netlink(7), socket(7)).
final class Sockets {

    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int AF_NETLINK = 16;
    private static final int SOL_SOCKET = 1;
    private static final int LONGEST_ADDRESS_BYTES = 128;

    private final Constants constants;

    Sockets(Constants constants) {
        this.constants = constants;
    }

    /// The meaning with this name, or null.
    Meaning meaning(String name) {
        return switch (name) {
            case "sockaddr" -> Meaning.pointer((glance, at) -> address(glance, at, glance.half(at + 1)));
            case "sockaddr-answer" -> Meaning.answer(this::answered);
            case "socket-option" -> Meaning.names(this::option);
            case "option" -> Meaning.pointer((glance, at) -> value(glance, at, glance.half(at + 1)));
            case "option-answer" -> Meaning.answer(this::answeredValue);
            default -> null;
        };
    }

    private String answered(Glance glance, int at) {
        byte[] length = glance.struct(at + 1, Integer.BYTES);
        return length == null ? null : address(glance, at, intAt(length, 0));
    }

    private String address(Glance glance, int at, int length) {
        byte[] bytes = length < 2 || length > LONGEST_ADDRESS_BYTES ? null : glance.struct(at, length);
        return bytes == null ? null : "{sa_family=" + constants.names("family").apply(bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8) + rest(bytes) + "}";
    }

    private static String rest(byte[] bytes) {
        int family = bytes[0] & 0xFF;
        if (family == AF_UNIX && bytes.length > 2) {
            return ", sun_path=" + path(bytes);
        }
        if (family == AF_INET && bytes.length >= 8) {
            return ", sin_port=htons(" + port(bytes) + "), sin_addr=inet_addr(\"" + (bytes[4] & 0xFF) + "." + (bytes[5] & 0xFF) + "." + (bytes[6] & 0xFF) + "."
                    + (bytes[7] & 0xFF) + "\")";
        }
        if (family == AF_INET6 && bytes.length >= 24) {
            return ", sin6_port=htons(" + port(bytes) + "), sin6_addr=" + ip6(bytes);
        }
        return family == AF_NETLINK && bytes.length >= 12 ? ", nl_pid=" + intAt(bytes, 4) + ", nl_groups=" + Decoders.hexadecimal(intAt(bytes, 8)).replace("NULL", "00000000") : ", ...";
    }

    /// A name that begins with a zero is no path; strace(1) writes it with an `@`.
    private static String path(byte[] bytes) {
        if (bytes[2] == 0) {
            return "@" + Decoders.quoted(Arrays.copyOfRange(bytes, 3, bytes.length), bytes.length - 3);
        }
        return Decoders.quoted(KernelText.text(Arrays.copyOfRange(bytes, 2, bytes.length)));
    }

    private static int port(byte[] bytes) {
        return (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
    }

    private static String ip6(byte[] bytes) {
        var text = new StringBuilder("\"");
        for (int i = 8; i < 24; i += 2) {
            text.append(i == 8 ? "" : ":").append(Integer.toHexString((bytes[i] & 0xFF) << 8 | bytes[i + 1] & 0xFF));
        }
        return text.append('"').toString();
    }

    private String option(Glance glance, int at) {
        return glance.half(at - 1) == SOL_SOCKET ? constants.names("option").apply(glance.half(at)) : Integer.toString(glance.half(at));
    }

    private String answeredValue(Glance glance, int at) {
        byte[] length = glance.struct(at + 1, Integer.BYTES);
        return length == null ? null : value(glance, at, intAt(length, 0));
    }

    private static String value(Glance glance, int at, int length) {
        byte[] bytes = glance.struct(at, Math.min(Math.max(length, 0), glance.most().bufferBytes()));
        if (bytes == null) {
            return null;
        }
        return length == Integer.BYTES ? "[" + intAt(bytes, 0) + "]" : Decoders.quoted(bytes, bytes.length) + (bytes.length < length ? "..." : "");
    }
}
