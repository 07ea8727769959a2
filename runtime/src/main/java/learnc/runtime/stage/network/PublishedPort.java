package learnc.runtime.stage.network;

import learnc.runtime.spec.NetworkRequest.Port;

/// A port of the host that is handed on.
///
/// @param port   with the number that it really has on the host
/// @param socket a socket of learnc that occupies the port, so that no other program takes it in the meantime
public record PublishedPort(Port port, int socket) {

    /// `0.0.0.0:8080->80/tcp`, as `docker ps` writes it.
    @Override
    public String toString() {
        return port.hostAddress() + ":" + port.hostPort() + "->" + port.insidePort() + (port.isUdp() ? "/udp" : "/tcp");
    }
}
