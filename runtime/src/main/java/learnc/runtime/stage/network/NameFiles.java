package learnc.runtime.stage.network;

import java.util.List;
import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.Refused;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;
import learnc.runtime.kernel.netlink.Ipv4;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.NetworkRequest.Mode;

/// The three files by which programs learn names: hosts(5), hostname(5), resolv.conf(5).
///
/// They lie in the container's directory on the host and are mounted over the image's own. Here they get their content, in
/// place: a mount shows a file, not a name.
final class NameFiles {

    private static final int READABLE = 0644;
    private static final String RESOLV_CONF = "/etc/resolv.conf";
    /// Where systemd-resolved writes the servers that it asks itself; resolv.conf then names only resolved, at a loopback address.
    private static final String RESOLVED_CONF = "/run/systemd/resolve/resolv.conf";
    private static final String LOCALHOST = """
            127.0.0.1\tlocalhost
            ::1\tlocalhost ip6-localhost ip6-loopback
            fe00::\tip6-localnet
            ff00::\tip6-mcastprefix
            ff02::1\tip6-allnodes
            ff02::2\tip6-allrouters
            """;

    private final Kernel host;
    private final String directory;

    /// @param directory the container's, on the host
    NameFiles(Kernel host, String directory) {
        this.host = host;
        this.directory = directory;
    }

    /// Writes all three.
    ///
    /// @param address the container's, or null
    @Why(value = "Writes names and addresses for the container: hosts, hostname, resolv.conf.",
            without = "The container would not know its own name or which server to ask for others.")
    void write(ContainerRequest request, Ipv4 address) {
        boolean isHost = request.network().mode() == Mode.HOST;
        write("hostname", request.hostnameInside() + "\n");
        write("hosts", isHost ? textOrNothing("/etc/hosts") : hosts(request.hostnameInside(), address));
        write("resolv.conf", resolvConf(isHost, request.network().dns()));
    }

    private String resolvConf(boolean isHost, List<String> dns) {
        String hosts = textOrNothing(RESOLV_CONF);
        if (isHost && dns.isEmpty()) {
            return hosts;
        }
        boolean needsAnother = dns.isEmpty() && !ResolvConf.namesReachableServer(hosts);
        return ResolvConf.forContainer(needsAnother ? textOrNothing(RESOLVED_CONF) : hosts, dns);
    }

    /// The content of `/etc/hosts`. The container's name stands there with its address, so that it can find itself.
    static String hosts(String hostname, Ipv4 address) {
        return address == null ? LOCALHOST : LOCALHOST + address + "\t" + hostname + "\n";
    }

    @Why(about = "hostname", value = "Writes the container's name into the file that it sees as /etc/hostname.",
            without = "Programs that read that file would find nothing; hostname(1) would still work.")
    @Why(about = "/hosts", value = "Writes the container's own name and address into the file that it sees as /etc/hosts.",
            without = "A program that looks for its own name, or for localhost, would not find it.")
    @Why(about = "resolv.conf", value = "Writes which name servers to ask into the file that it sees as /etc/resolv.conf.",
            without = "No name such as example.org could be looked up; addresses would still work.")
    @Why(call = "write", value = "Writes the content of one of the three files: hosts, hostname, resolv.conf.",
            without = "The container would see an empty file.")
    private void write(String name, String content) {
        WholeFile.write(host, directory + "/" + name, content, READABLE);
    }

    @Why(value = "Reads the host's own file: it is where the container's begins.",
            without = "The container would ask other name servers than the host does, and might not reach them.")
    @Refused(errno = Errno.ENOENT, call = "openat", because = "the host has no such file; the container's begins empty", remedy = "")
    private String textOrNothing(String path) {
        try {
            return WholeFile.text(host, path);
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT)) {
                return "";
            }
            throw refusal;
        }
    }
}
