/// How does a program in a box of its own talk to the world?
///
/// A new network namespace has a loopback device, switched off, and nothing else. So we lay a cable (a veth pair): one
/// end inside, called eth0, the other plugged into a bridge on the host, which is a switch made of software. The host
/// forwards packets between the bridge and the world, and nftables rewrites their addresses, because the world does not
/// know the container's.
///
/// Start with [Network], then [Bridge], [Cable] and [AddressTranslation].
///
/// Left out on purpose: IPv6 (links get no IPv6 address, as with Docker's defaults), networks between several hosts, name
/// resolution between containers. A bandwidth limit is no part of a network namespace or a cgroup; tc(8) can set one.
package learnc.runtime.stage.network;
