package learnc.runtime.stage.network;

import java.util.List;

/// The container's resolv.conf(5), made from the host's.
///
/// A server at a loopback address would be asked in the container's own loopback device, where nobody answers; a server with
/// an IPv6 address cannot be reached, because the cable carries no IPv6. What remains is kept. When nothing remains, two public
/// servers (of Google) stand in, as with Docker.
final class ResolvConf {

    private static final List<String> PUBLIC = List.of("8.8.8.8", "8.8.4.4");
    private static final String NAMESERVER = "nameserver";

    private ResolvConf() {
    }

    /// @param hosts the host's file
    /// @param dns   the servers that the user names instead; may be empty
    static String forContainer(String hosts, List<String> dns) {
        var text = new StringBuilder();
        boolean hasServer = !dns.isEmpty();
        for (String line : hosts.split("\n")) {
            boolean isServer = isServer(line);
            if (isServer ? dns.isEmpty() && isReachable(line) : !line.isBlank()) {
                text.append(line).append('\n');
                hasServer |= isServer;
            }
        }
        for (String server : hasServer ? dns : PUBLIC) {
            text.append(NAMESERVER).append(' ').append(server).append('\n');
        }
        return text.toString();
    }

    /// Whether one of the servers would answer from inside a container.
    static boolean namesReachableServer(String hosts) {
        for (String line : hosts.split("\n")) {
            if (isServer(line) && isReachable(line)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isServer(String line) {
        return line.startsWith(NAMESERVER);
    }

    private static boolean isReachable(String line) {
        String server = line.substring(NAMESERVER.length()).strip();
        return !server.startsWith("127.") && server.indexOf(':') < 0;
    }
}
