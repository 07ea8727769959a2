package learnc.runtime.kernel.netlink;

import learnc.runtime.kernel.Decoders;
import learnc.runtime.kernel.Errno;

/// How a datagram reads in the trace: each message with its type, what it holds, and its flags.
abstract class MessageText {

    /// The messages, in brackets when there are several.
    final String datagram(byte[] bytes) {
        var text = new StringBuilder();
        int count = 0;
        for (Reply message : Reply.all(bytes)) {
            text.append(count++ == 0 ? "" : ", ").append(message.isVerdict() ? verdict(message) : message(message));
        }
        return count == 1 ? text.toString() : "[" + text + "]";
    }

    /// Any message but a verdict.
    abstract String message(Reply message);

    private static String verdict(Reply message) {
        if (message.errno() == 0) {
            return message.type() == Netlink.NLMSG_DONE ? "NLMSG_DONE" : "NLMSG_ERROR {error=0}";
        }
        Errno errno = Errno.of(message.errno());
        String words = message.explanation();
        return "NLMSG_ERROR {error=-" + errno + " (" + errno.meaning() + ")" + (words.isEmpty() ? "" : ", msg=" + Decoders.quoted(words)) + "}";
    }

    /// A list of `name=value`, in braces.
    static final class Fields {
        private final StringBuilder text = new StringBuilder("{");

        Fields add(String name, Object value) {
            text.append(text.length() == 1 ? "" : ", ").append(name).append('=').append(value);
            return this;
        }

        /// Only when it is there.
        Fields addIf(boolean isThere, String name, Object value) {
            return isThere ? add(name, value) : this;
        }

        @Override
        public String toString() {
            return text + "}";
        }
    }
}
