package learnc.runtime.trace.shell;

import java.util.ArrayList;
import java.util.List;

/// Tables, chains and rules, in the words of nft(8). A batch is carried out as a whole or not at all, so it is one command.
final class PacketRules {

    /// What nft's own words are made of; anything else in a message could be a command of its own.
    private static final String HARMLESS = "[A-Za-z0-9 _.,:/\"!=@<>&|()\\[\\]*+-]*";

    /// Not harmless: with it, the whole batch is only told.
    private static final String NO_ORDER = ";";
    private static final String CONTAINER = "[0-9a-f]{12,64}";

    private PacketRules() {
    }

    static Command command(Asked asked) {
        var orders = new ArrayList<String>();
        for (NetlinkMessage message : NetlinkMessage.all(asked.text(1))) {
            if (message.type().startsWith("NFT_MSG_GET")) {
                return Command.note("to look: nft --handle list ruleset");
            }
            String order = order(message);
            if (!order.isEmpty()) {
                orders.add(order);
            }
        }
        if (orders.isEmpty() || !orders.stream().allMatch(PacketRules::isHarmless)) {
            return Command.note("nft …: " + asked.text(1));
        }
        return Command.of(new Line().program("nft").as("'\n" + String.join("\n", orders) + "\n'"), undo(orders));
    }

    private static String order(NetlinkMessage message) {
        String what = message.inner();
        if (what.indexOf(';') >= 0 || what.indexOf('{') >= 0 || what.indexOf('}') >= 0) {
            return NO_ORDER;
        }
        return switch (message.type()) {
            case "NFT_MSG_NEWTABLE" -> "add table " + what;
            case "NFT_MSG_DELTABLE" -> "delete table " + what;
            case "NFT_MSG_NEWCHAIN" -> "add chain " + chain(what);
            case "NFT_MSG_NEWRULE" -> (message.flags().contains("NLM_F_APPEND") ? "add rule " : "insert rule ") + what.replaceFirst(": ", " ");
            case "NFT_MSG_DELRULE" -> "delete rule " + what;
            default -> "";
        };
    }

    /// What we have put around a chain ourselves does not count.
    private static boolean isHarmless(String order) {
        return order.replace("{ ", "").replace("; }", "").matches(HARMLESS);
    }

    private static String chain(String what) {
        int colon = what.indexOf(": ");
        return colon < 0 ? what : what.substring(0, colon) + " { " + what.substring(colon + 2) + "; }";
    }

    /// A table that was made goes with all that is in it; a rule that was put into a table of others goes by what is written on it.
    private static String undo(List<String> orders) {
        for (String order : orders) {
            if (order.startsWith("add table ip ")) {
                return "nft delete " + order.substring("add ".length());
            }
        }
        String last = orders.getLast();
        int comment = last.indexOf(" comment \"");
        if (comment < 0) {
            return null;
        }
        String[] words = last.split(" ");
        String written = last.substring(comment + " comment \"".length()).replaceFirst("[ \"].*", "");
        return written.matches(CONTAINER) ? "forget " + words[2] + " " + words[3] + " " + words[4] + " " + written : null;
    }
}
