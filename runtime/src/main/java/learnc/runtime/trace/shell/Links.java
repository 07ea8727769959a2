package learnc.runtime.trace.shell;

/// Links, addresses and routes, in the words of ip(8).
final class Links {

    private Links() {
    }

    static Command command(Asked asked) {
        Line line = new Line();
        String undo = null;
        for (NetlinkMessage message : NetlinkMessage.all(asked.text(1))) {
            if (message.type().startsWith("RTM_GET")) {
                return look(asked, message);
            }
            one(line, asked, message);
            if (isNew(message)) {
                undo = removal(message.field("ifname"), message.field("kind"));
            }
        }
        return line.isEmpty() ? Command.note("ip monitor all shows such messages") : Command.of(line, undo);
    }

    /// Others may have plugged something into the bridge meanwhile.
    private static String removal(String name, String kind) {
        String word = Word.of(name);
        return kind.equals("bridge") ? "[ -n \"$(ip -o link show master " + word + ")\" ] || ip link delete dev " + word : "ip link delete dev " + word;
    }

    private static boolean isNew(NetlinkMessage message) {
        return message.type().equals("RTM_NEWLINK") && message.has("kind");
    }

    private static void one(Line line, Asked asked, NetlinkMessage message) {
        switch (message.type()) {
            case "RTM_NEWLINK" -> newLink(line, asked, message);
            case "RTM_SETLINK" -> set(line, asked, message);
            case "RTM_DELLINK" -> ip(line, "link delete dev").as(name(asked, message));
            case "RTM_NEWADDR" -> address(line, asked, message);
            case "RTM_NEWROUTE" -> route(line, asked, message);
            default -> {
            }
        }
    }

    private static Line ip(Line line, String words) {
        return line.next().program("ip").as(words);
    }

    private static String name(Asked asked, NetlinkMessage message) {
        return Word.of(message.has("ifname") ? message.field("ifname") : asked.process().link(message.field("index")));
    }

    private static void newLink(Line line, Asked asked, NetlinkMessage message) {
        if (message.has("kind")) {
            ip(line, "link add dev").as(name(asked, message));
            end(line, asked, message.content());
            line.as("type").word(message.field("kind"));
            String peer = message.field("peer");
            if (!peer.isEmpty()) {
                line.as("peer name").word(Notation.field(peer, "ifname"));
                end(line, asked, peer);
            }
        } else if (message.field("hairpin").equals("on")) {
            ip(line, "link set dev").as(name(asked, message)).as("type bridge_slave hairpin on");
        } else {
            set(line, asked, message);
        }
    }

    /// What is said about one end of a cable, or about a link that has only one.
    private static void end(Line line, Asked asked, String fields) {
        option(line, "address", Notation.field(fields, "mac"));
        option(line, "mtu", Notation.field(fields, "mtu"));
        String master = Notation.field(fields, "master");
        option(line, "master", master.isEmpty() ? "" : asked.process().link(master));
        String pid = Notation.field(fields, "netns_of_pid");
        if (!pid.isEmpty()) {
            line.as("netns").as(asked.known().pidWord(pid));
        }
    }

    private static void option(Line line, String name, String value) {
        if (!value.isEmpty()) {
            line.as(name).word(value);
        }
    }

    private static void set(Line line, Asked asked, NetlinkMessage message) {
        if (message.has("inet6_addr_gen_mode")) {
            ip(line, "link set dev").as(name(asked, message)).as("addrgenmode").word(message.field("inet6_addr_gen_mode"));
        }
        if (message.field("flags").contains("IFF_UP")) {
            ip(line, "link set dev").as(name(asked, message)).as("up");
        }
    }

    private static void address(Line line, Asked asked, NetlinkMessage message) {
        ip(line, "address add").word(message.field("address"));
        option(line, "broadcast", message.field("broadcast"));
        line.as("dev").as(name(asked, message));
    }

    private static void route(Line line, Asked asked, NetlinkMessage message) {
        ip(line, "route add").word(message.field("dst"));
        option(line, "via", message.field("gateway"));
        option(line, "dev", message.has("oif") ? asked.process().link(message.field("oif")) : "");
    }

    private static Command look(Asked asked, NetlinkMessage message) {
        return Command.note("to look: " + switch (message.type()) {
            case "RTM_GETADDR" -> "ip address show";
            case "RTM_GETROUTE" -> "ip route show table all";
            default -> "ip -details link show" + (message.has("ifname") ? " dev " + name(asked, message) : "");
        });
    }
}
