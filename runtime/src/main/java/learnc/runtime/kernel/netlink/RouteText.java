package learnc.runtime.kernel.netlink;

import learnc.runtime.kernel.Decoders;

/// How rtnetlink's messages read: `RTM_NEWLINK {ifname=learnc0, kind=bridge} NLM_F_REQUEST|NLM_F_CREATE`.
final class RouteText extends MessageText {

    private static final RouteText TEXT = new RouteText();
    private static final int FLAGS_AT = 8;
    private static final int INDEX_AT = 4;
    private static final int AF_INET6 = 10;

    private RouteText() {
    }

    /// A datagram in either direction.
    static String decoded(byte[] datagram) {
        return TEXT.datagram(datagram);
    }

    @Override
    String message(Reply message) {
        Fields fields = switch (message.type()) {
            case Route.RTM_NEWLINK, Route.RTM_DELLINK, Route.RTM_GETLINK, Route.RTM_SETLINK -> link(message);
            case Route.RTM_NEWADDR, Route.RTM_GETADDR -> address(message);
            case Route.RTM_NEWROUTE, Route.RTM_GETROUTE -> route(message);
            default -> new Fields().add("bytes", message.body().length);
        };
        boolean asks = message.type() == Route.RTM_GETLINK || message.type() == Route.RTM_GETADDR || message.type() == Route.RTM_GETROUTE;
        return Route.TYPES.apply(message.type()) + " " + fields + " " + (asks ? Netlink.GET_FLAGS : Netlink.NEW_FLAGS).apply(message.flags());
    }

    private static Fields link(Reply message) {
        int index = Decoders.intAt(message.body(), INDEX_AT);
        var fields = new Fields().addIf(index != 0, "index", index);
        boolean isUp = (Decoders.intAt(message.body(), FLAGS_AT) & Route.IFF_UP) != 0;
        return link(fields, message.attributes(Route.LINK_BYTES)).addIf(isUp, "flags", "IFF_UP");
    }

    private static Fields link(Fields fields, Attributes attributes) {
        for (Attributes.Attribute attribute : attributes.list()) {
            switch (attribute.type()) {
                case Route.IFLA_IFNAME -> fields.add("ifname", attributes.text(Route.IFLA_IFNAME));
                case Route.IFLA_ADDRESS -> fields.add("mac", Mac.of(attribute.value()));
                case Route.IFLA_MTU -> fields.add("mtu", attributes.number(Route.IFLA_MTU));
                case Route.IFLA_MASTER -> fields.add("master", attributes.number(Route.IFLA_MASTER));
                case Route.IFLA_NET_NS_PID -> fields.add("netns_of_pid", attributes.number(Route.IFLA_NET_NS_PID));
                case Route.IFLA_LINKINFO -> kind(fields, attribute.nested());
                case Route.IFLA_AF_SPEC -> addressMode(fields, attribute.nested());
                default -> {
                    // Counters and settings that nobody here asks for.
                }
            }
        }
        return fields;
    }

    private static void kind(Fields fields, Attributes info) {
        fields.addIf(info.has(Route.IFLA_INFO_KIND), "kind", info.text(Route.IFLA_INFO_KIND));
        byte[] hairpin = info.nested(Route.IFLA_INFO_SLAVE_DATA).bytes(Route.IFLA_BRPORT_MODE);
        fields.addIf(hairpin.length > 0 && hairpin[0] == 1, "hairpin", "on");
        byte[] peer = info.nested(Route.IFLA_INFO_DATA).bytes(Route.VETH_INFO_PEER);
        fields.addIf(peer.length > 0, "peer", link(new Fields(), new Attributes(peer, Route.LINK_BYTES)));
    }

    private static void addressMode(Fields fields, Attributes families) {
        byte[] mode = families.nested(AF_INET6).bytes(Route.IFLA_INET6_ADDR_GEN_MODE);
        fields.addIf(mode.length > 0, "inet6_addr_gen_mode", mode.length > 0 && mode[0] == Route.IN6_ADDR_GEN_MODE_NONE ? "none" : "eui64");
    }

    private static Fields address(Reply message) {
        Attributes attributes = message.attributes(Route.ADDRESS_BYTES);
        byte[] local = attributes.bytes(Route.IFA_LOCAL);
        int index = Decoders.intAt(message.body(), INDEX_AT);
        return new Fields().addIf(index != 0, "index", index)
                .addIf(local.length == Integer.BYTES, "address", new Ipv4(attributes.big32(Route.IFA_LOCAL)) + "/" + message.body()[1])
                .addIf(attributes.has(Route.IFA_BROADCAST), "broadcast", new Ipv4(attributes.big32(Route.IFA_BROADCAST)));
    }

    private static Fields route(Reply message) {
        Attributes attributes = message.attributes(Route.ROUTE_BYTES);
        boolean isAnswer = message.type() == Route.RTM_NEWROUTE;
        boolean isDefault = !attributes.has(Route.RTA_DST);
        return new Fields().addIf(isAnswer, "dst", isDefault ? "default" : new Ipv4(attributes.big32(Route.RTA_DST)) + "/" + message.body()[1])
                .addIf(attributes.has(Route.RTA_GATEWAY), "gateway", new Ipv4(attributes.big32(Route.RTA_GATEWAY)))
                .addIf(attributes.has(Route.RTA_OIF), "oif", attributes.number(Route.RTA_OIF));
    }
}
