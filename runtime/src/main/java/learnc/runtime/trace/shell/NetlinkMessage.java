package learnc.runtime.trace.shell;

import java.util.List;

/// One message to or from netlink: `RTM_NEWLINK {ifname=learnc0, kind=bridge} NLM_F_REQUEST|NLM_F_CREATE`.
///
/// @param type    its first word
/// @param content what stands in the braces, with them
/// @param flags   what stands behind
record NetlinkMessage(String type, String content, String flags) {

    static NetlinkMessage of(String text) {
        int start = text.indexOf(" {");
        int end = text.lastIndexOf('}');
        if (start < 0 || end < start) {
            return new NetlinkMessage(text, "{}", "");
        }
        return new NetlinkMessage(text.substring(0, start), text.substring(start + 1, end + 1), text.substring(end + 1).strip());
    }

    /// All messages of a datagram.
    static List<NetlinkMessage> all(String datagram) {
        return Notation.pieces(datagram.startsWith("[") ? datagram : "[" + datagram + "]").stream().map(NetlinkMessage::of).toList();
    }

    String field(String name) {
        return Notation.field(content, name);
    }

    boolean has(String name) {
        return !field(name).isEmpty();
    }

    /// The content without its braces.
    String inner() {
        return content.substring(1, content.length() - 1);
    }
}
