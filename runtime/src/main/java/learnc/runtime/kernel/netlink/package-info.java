/// How does a program lay a cable without the command `ip`, or hand a port on without `nft`?
///
/// It opens a netlink socket and sends the kernel messages: a header, a struct, and attributes, each with a type and a
/// length. The kernel answers with "done", with a refusal, or with what it was asked for. Two of its tables matter here:
/// *rtnetlink* (links, addresses, routes) and *nftables* (what is let through, and what is rewritten).
///
/// Start with [Message] and [NetlinkSocket], then [Links] and [Addresses]; [Rule] reads like a line of `nft list ruleset`.
///
/// Left out on purpose: policy. Which link gets which address is decided in `stage.network`. IPv6 is left out, too.
package learnc.runtime.kernel.netlink;
