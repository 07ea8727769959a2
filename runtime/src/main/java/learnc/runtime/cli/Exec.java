package learnc.runtime.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import learnc.runtime.FurtherProgram;
import learnc.runtime.container.Containers;
import learnc.runtime.container.State;
import learnc.runtime.spec.Terminal;
import learnc.runtime.stage.exec.Program;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc exec`: one more program in a container that runs.
@Command(name = "exec", sortOptions = false, description = "Run one more program in a container that runs.",
        customSynopsis = "learnc exec [OPTIONS] CONTAINER COMMAND [ARGUMENT...]",
        footer = {"%nThe program gets what the container's first one got: variables, user, directory, capabilities, limits.",
            "%nExamples:",
            "  learnc exec eager_hopper_3f ps",
            "  learnc exec -it 3f2a sh",
            "  learnc exec --trace -u 1000 -w /tmp web touch file"})
final class Exec implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "Its name, or the beginning of its id.")
    String container;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "The program and its arguments.")
    List<String> command;

    @Mixin
    ProgramOptions program;

    @Mixin
    TraceOptions trace;

    @Mixin
    Where where;

    @Mixin
    Common common;

    private CommandSpec spec;

    /// Options end at the container: what follows belongs to the command.
    @Spec
    void endOptionsAtTheContainer(CommandSpec its) {
        spec = its;
        spec.parser().stopAtPositional(true);
    }

    @Override
    public Integer call() {
        List<String> further = program.environment();
        try (Doors doors = Doors.open(spec, trace)) {
            State state = new Containers(doors.host(), where.places()).running(container);
            var environment = new ArrayList<>(state.running().environment());
            environment.addAll(further);
            return new FurtherProgram(doors.host(), doors.linux()).run(state.running(), program(state), environment, doors.stop());
        }
    }

    private Program program(State state) {
        return new Program(command, program.workdir == null ? state.running().workingDirectory() : program.workdir,
                program.user == null ? state.running().user() : program.user, state.running().furtherGroups(), state.running().rights(),
                new Terminal(program.isInteractive, program.hasTerminal));
    }
}
