package learnc.runtime;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.container.Running;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.ProcessAge;
import learnc.runtime.spec.Cgroup;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.ImageConfig;
import learnc.runtime.spec.Made;
import learnc.runtime.stage.exec.Program;
import learnc.runtime.stage.network.Connection;
import learnc.runtime.stage.network.PublishedPort;

/// What the stages have made, in one record: for `learnc ps`, and for `learnc exec`, which makes more of the same.
final class Description {

    private Description() {
    }

    static Running of(Kernel host, Init init, ImageConfig image, ContainerRequest request, Cgroup cgroup, Connection connection) {
        Program program = Program.of(image, request);
        var process = new Made.Process(init.pid(), ProcessAge.startTicks(host, init.pid()));
        String address = connection.address() == null ? "" : connection.address().toString();
        return new Running(process, environment(image, request), program.workingDirectory(), program.user(), program.furtherGroups(),
                program.rights(), cgroup.directories(), address, ports(connection));
    }

    private static List<String> environment(ImageConfig image, ContainerRequest request) {
        var environment = new ArrayList<>(image.env());
        environment.add("HOSTNAME=" + request.hostnameInside());
        environment.addAll(request.environment());
        return environment;
    }

    private static List<String> ports(Connection connection) {
        var ports = new ArrayList<String>();
        for (PublishedPort port : connection.ports()) {
            ports.add(port.port().toString());
        }
        return ports;
    }
}
