package learnc.runtime.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.UnaryOperator;

import learnc.runtime.BareContainer;
import learnc.runtime.container.Names;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Limits;
import learnc.runtime.spec.NetworkRequest;
import learnc.runtime.spec.NetworkRequest.Mode;
import learnc.runtime.spec.Rights;
import learnc.runtime.spec.Shown;
import learnc.runtime.spec.Terminal;
import learnc.runtime.spec.UserMapping;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What the commands that try one stage have in common.
abstract class StageOptions {

    static final NetworkRequest NO_NETWORK = new NetworkRequest(Mode.NONE, List.of(), List.of());

    @Mixin
    TraceOptions trace;

    @Mixin
    Where where;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    /// A request for as little as possible. What a stage is about replaces the rest.
    static ContainerRequest request(String image, UserMapping mapping, Limits limits, NetworkRequest network) {
        return request(image, List.of(), new ProgramOptions(), new Rights(List.of(), List.of(), true), mapping, limits, network);
    }

    static ContainerRequest request(String image, List<String> command, ProgramOptions program, Rights rights, UserMapping mapping, Limits limits,
                                    NetworkRequest network) {
        String id = Names.newId(new Linux(UnaryOperator.identity()).host());
        return new ContainerRequest(id, Names.spoken(id), image, command, null, program.environment(), program.workdir, program.user, List.of(),
                null, false, List.of(), mapping, new Terminal(program.isInteractive, program.hasTerminal), rights, limits, network);
    }

    /// Tries something in a container without an image.
    int attempt(ContainerRequest request, String rootfs, Doors doors, BareContainer.Attempt attempt) {
        return new BareContainer(doors.host(), doors.linux(), where.places(), this::remark).attempt(request, rootfs, doors.stop(), attempt);
    }

    void remark(String sentence) {
        spec.commandLine().getErr().println("learnc: " + Shown.lines(sentence));
    }

    void show(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
