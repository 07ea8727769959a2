package learnc.runtime.kernel.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import learnc.runtime.kernel.Argument;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.RecordingDoor;
import learnc.runtime.kernel.SystemCall;
import org.junit.jupiter.api.Test;

/// How messages read in the trace, and what a refusal tells a user.
class MessageTextTest {

    private static String route(Message message) {
        return RouteText.decoded(message.finished(1, Netlink.NLM_F_ACK));
    }

    private static String nft(Message message) {
        return NftText.decoded(message.finished(1, 0));
    }

    @Test
    void a_cable_with_both_ends() {
        assertEquals("RTM_NEWLINK {mac=fe:1c:ac:1e:00:02, mtu=1500, master=7, ifname=learnc1a2b, kind=veth, peer={mac=02:1c:ac:1e:00:02, mtu=1500, "
                + "netns_of_pid=4711, ifname=eth0}} NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE",
                route(Links.newCable(new Links.End("learnc1a2b", Mac.of(0xfe, 0x1c, Ipv4.of("172.30.0.2"))), 7,
                        new Links.End("eth0", Mac.of(0x02, 0x1c, Ipv4.of("172.30.0.2"))), 4711, 1500)));
    }

    @Test
    void what_is_done_to_links_addresses_and_routes() {
        assertEquals("RTM_SETLINK {index=1, flags=IFF_UP} NLM_F_REQUEST|NLM_F_ACK", route(Links.up(Links.LOOPBACK)));
        assertEquals("RTM_SETLINK {ifname=eth0, inet6_addr_gen_mode=none} NLM_F_REQUEST|NLM_F_ACK", route(Links.withoutIpv6("eth0")));
        assertEquals("RTM_NEWLINK {ifname=eth0, hairpin=on} NLM_F_REQUEST|NLM_F_ACK", route(Links.hairpin("eth0")));
        assertEquals("RTM_DELLINK {ifname=learnc1a2b} NLM_F_REQUEST|NLM_F_ACK", route(Links.delete("learnc1a2b")));
        assertEquals("RTM_NEWADDR {index=2, address=172.30.0.2/16, broadcast=172.30.255.255} NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE",
                route(Addresses.add(2, Ipv4.of("172.30.0.2"), Ipv4Range.of("172.30.0.0/16"))));
        assertEquals("RTM_NEWROUTE {dst=default, gateway=172.30.0.1} NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE",
                route(Addresses.defaultRoute(Ipv4.of("172.30.0.1"))));
    }

    @Test
    void a_rule_reads_as_nft_would_show_it() {
        assertEquals("NFT_MSG_NEWRULE {ip learnc0 ports: ip daddr 127.0.0.1 udp dport 53 dnat to 172.30.0.2:5353 comment \"c1\"} NLM_F_REQUEST|NLM_F_CREATE|NLM_F_APPEND",
                nft(Rule.in("learnc0", "ports").to(Ipv4Range.of("127.0.0.1/32")).toPort(true, 53).dnat(Ipv4.of("172.30.0.2"), 5353).comment("c1").append()));
        assertEquals("NFT_MSG_NEWRULE {ip learnc0 x: ip saddr 172.30.0.0/16 oifname != \"learnc0\" masquerade} NLM_F_REQUEST|NLM_F_CREATE|NLM_F_APPEND",
                nft(Rule.in("learnc0", "x").from(Ipv4Range.of("172.30.0.0/16")).notLeavingBy("learnc0").masquerade().append()));
        assertEquals("NFT_MSG_NEWRULE {ip learnc0 x: iifname \"learnc0\" ct state established,related ct status dnat fib daddr type local jump ports} NLM_F_REQUEST|NLM_F_CREATE",
                nft(Rule.in("learnc0", "x").enteringBy("learnc0").ofKnownConnection().ofRewrittenDestination().toThisMachine().jump("ports").insert()));
    }

    @Test
    void tables_and_chains() {
        assertEquals("NFT_MSG_NEWTABLE {ip learnc0} NLM_F_REQUEST", nft(Nft.table("learnc0")));
        assertEquals("NFT_MSG_NEWCHAIN {ip learnc0 forward: type filter hook forward priority 0} NLM_F_REQUEST|NLM_F_CREATE",
                nft(Nft.baseChain("learnc0", "forward", "filter", Nft.Hook.FORWARD, 0)));
        assertEquals("NFT_MSG_DELRULE {ip learnc0 ports handle 4} NLM_F_REQUEST", nft(Nft.deleteRule(new Nft.Existing("learnc0", "ports", 4, ""))));
    }

    @Test
    void a_rule_of_somebody_else_with_unknown_parts_is_shown_as_far_as_it_is_understood() {
        Message rule = Nft.message(Nftables.NFT_MSG_NEWRULE, 0).text(Nftables.NFTA_RULE_TABLE, "t").text(Nftables.NFTA_RULE_CHAIN, "c")
                .nest(Nftables.NFTA_RULE_EXPRESSIONS, list -> {
                    for (String name : List.of("counter", "nat", "cmp", "bitwise", "immediate", "payload", "meta", "ct", "fib", "quota")) {
                        list.nest(Nftables.NFTA_LIST_ELEM, element -> element.text(Nftables.NFTA_EXPR_NAME, name).nest(Nftables.NFTA_EXPR_DATA, data -> { }));
                    }
                });
        assertTrue(nft(rule).contains("[counter] [nat]"), nft(rule));
        assertTrue(nft(rule).contains("[quota]"), nft(rule));
    }

    @Test
    void a_datagram_that_is_cut_off_is_no_problem() {
        byte[] whole = Rule.in("learnc0", "ports").toPort(true, 53).dnat(Ipv4.of("172.30.0.2"), 5353).comment("c1").append().finished(1, 0);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            if (length >= Netlink.HEADER_BYTES + Nftables.HEADER_BYTES) {
                cut[0] = (byte) length;
                cut[1] = (byte) (length >> 8);
            }
            NftText.decoded(cut);
        }
    }

    @Test
    void a_refusal_tells_what_was_asked_what_came_back_why_and_what_to_try() {
        byte[] answer = refusal(Links.delete("eth7").finished(1, Netlink.NLM_F_ACK), -19, "Device is busy dreaming");
        var door = new RecordingDoor().answer(SystemCall.RECVFROM, call -> {
            byte[] room = ((Argument.Room) call.arguments().get(1)).bytes();
            System.arraycopy(answer, 0, room, 0, answer.length);
            return answer.length;
        });
        try (NetlinkSocket socket = NetlinkSocket.route(new Kernel(door))) {
            NetlinkRefusal refusal = assertThrows(NetlinkRefusal.class, () -> socket.tell(Links.delete("eth7")));
            assertEquals(Errno.ENODEV, refusal.errno());
            assertEquals("""
                    asked Linux (host) by netlink: RTM_DELLINK {ifname=eth7} NLM_F_REQUEST|NLM_F_ACK
                      it answered: ENODEV (No such device): Device is busy dreaming
                      likely because: the kernel lacks a kind of link, or the link is gone
                      try: `modprobe -a bridge veth`, or run with --network none
                      see: learnc lesson show 18""", refusal.getMessage());
        }
        assertEquals("close(fd=3)", door.transcript().getLast());
    }

    private static byte[] refusal(byte[] asked, int errno, String words) {
        Message answer = new Message(Netlink.NLMSG_ERROR, Netlink.NLM_F_ACK_TLVS).u32(errno);
        for (byte each : asked) {
            answer.u8(each);
        }
        return answer.text(Netlink.NLMSGERR_ATTR_MSG, words).finished(1, 0);
    }

    @Test
    void a_refusal_reads_so_in_the_trace() {
        assertEquals("NLMSG_ERROR {error=-EEXIST (File exists), msg=\"Interface already exists\"}",
                RouteText.decoded(refusal(Links.up("x").finished(1, 0), -17, "Interface already exists")));
        assertEquals("NLMSG_ERROR {error=0}", RouteText.decoded(HexFormat.of().parseHex("24000000020000010100000039300000000000002000000010000506010000003930000000000000".substring(0, 72))));
    }
}
