package learnc.runtime.cli;

import java.util.concurrent.Callable;

import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Limits;
import learnc.runtime.stage.network.Connection;
import learnc.runtime.stage.network.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `learnc stage network`: a process with a network of its own, and a cable to the host's.
@Command(name = "network", description = "Stage 5: connect a process with the network. Shows the cable, the addresses and what is published.",
        footer = {"%nExamples:", "  learnc stage network --trace", "  learnc stage network -p 8080:80 --dns 9.9.9.9", "  learnc stage network --network none"})
final class StageNetwork extends StageOptions implements Callable<Integer> {

    @Mixin
    NetworkOptions network;

    @Override
    public Integer call() {
        ContainerRequest request = request("(none)", null, Limits.NONE, network.request());
        try (Doors doors = Doors.open(spec, trace)) {
            return attempt(request, null, doors, (ledger, init, process) -> {
                var stage = new Network(doors.host(), ledger, where.places());
                Connection connection = stage.connect(init, request);
                show(doors.host(), connection, where.places().container(request.id()));
                stage.release(connection);
                return 0;
            });
        }
    }

    private void show(Kernel host, Connection connection, String folder) {
        if (connection.address() != null) {
            show("address      " + connection.address() + "/" + connection.prefix() + " on eth0 (" + connection.mac() + ")");
            show("gateway      " + connection.gateway() + " on bridge " + connection.bridge());
            show("cable        eth0 inside, " + connection.link() + " on the host");
        }
        connection.ports().forEach(port -> show("published    " + port.port()));
        connection.warnings().forEach(this::remark);
        for (String file : new String[] {"hostname", "hosts", "resolv.conf"}) {
            show("/etc/" + file);
            WholeFile.text(host, folder + "/" + file).lines().forEach(line -> show("  " + line));
        }
    }
}
