package learnc.runtime.cli;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.spec.NetworkRequest;
import learnc.runtime.spec.NetworkRequest.Mode;
import learnc.runtime.spec.NetworkRequest.Port;
import picocli.CommandLine.Option;

/// The options about the network.
final class NetworkOptions {

    @Option(names = {"--network", "--net"}, paramLabel = "KIND", description = "none (only loopback), host (the host's own) or bridge (the default).")
    String network = "bridge";

    @Option(names = {"-p", "--publish"}, paramLabel = "[[IP:]HOST:]INSIDE[/udp]", description = "Hand on a port of the host, or a range, as 8080:80.")
    List<String> publish = List.of();

    @Option(names = "--dns", paramLabel = "IP", description = "Name server to use instead of the host's.")
    List<String> dns = List.of();

    /// Whether the container shares the host's network.
    boolean isHosts() {
        return network.equals("host");
    }

    /// What was asked for.
    NetworkRequest request() {
        Mode mode = Said.once("--network", network, NetworkOptions::mode);
        var ports = new ArrayList<Port>();
        for (List<Port> some : Said.each("--publish", publish, PortGrammar::ports)) {
            ports.addAll(some);
        }
        if (!ports.isEmpty() && mode != Mode.BRIDGE) {
            throw Said.misuse("--publish: with --network " + network + (mode == Mode.HOST ? " every port of the program is the host's already" : " there is no way in")
                    + "; leave one of the two out");
        }
        return new NetworkRequest(mode, ports, Said.each("--dns", dns, PortGrammar::ip));
    }

    private static Mode mode(String word) {
        return switch (word) {
            case "none" -> Mode.NONE;
            case "host" -> Mode.HOST;
            case "bridge", "default" -> Mode.BRIDGE;
            default -> throw new IllegalArgumentException("'" + word + "' is none of none, host, bridge");
        };
    }
}
