package learnc.runtime.trace.shell;

/// Sockets: netlink messages are what ip(8) and nft(8) send; of others a shell knows nothing.
final class Sockets {

    private static final String NETLINK = "NETLINK";

    private Sockets() {
    }

    static Command command(Asked asked) {
        boolean isNetlink = asked.text(0).contains(NETLINK);
        return switch (asked.event().systemCall()) {
            case "sendto" -> isNetlink ? message(asked) : Looks.machinery();
            case "recvfrom" -> isNetlink ? answer(asked) : Looks.machinery();
            case "socket" -> isNetlink ? Command.note("ip and nft open a socket of their own") : isInternet(asked) ? held() : Looks.machinery();
            default -> isNetlink ? Command.note("ip and nft do this themselves") : held();
        };
    }

    private static boolean isInternet(Asked asked) {
        return asked.text(0).startsWith("AF_INET");
    }

    private static Command held() {
        return Command.note("a shell cannot hold a port, which keeps other programs off; to look: ss --listening --numeric --processes");
    }

    private static Command message(Asked asked) {
        return asked.text(1).contains("NFT_MSG_") ? PacketRules.command(asked) : Links.command(asked);
    }

    private static Command answer(Asked asked) {
        for (String message : Notation.pieces(asked.text(1))) {
            if (message.startsWith("RTM_NEWLINK ")) {
                String link = NetlinkMessage.of(message).content();
                asked.process().knowsLink(Notation.field(link, "index"), Notation.field(link, "ifname"));
            }
        }
        return Command.note("the kernel's answer");
    }
}
