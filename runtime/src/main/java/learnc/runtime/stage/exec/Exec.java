package learnc.runtime.stage.exec;

import java.util.List;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.ImageConfig;

/// Turns an init into the user's program.
public class Exec {

    private final Kernel host;

    /// @param host makes system calls in learnc's own process
    public Exec(Kernel host) {
        this.host = host;
    }

    /// Executes the program in the init. The init is a puppet no more; learnc can only signal it and wait for it.
    ///
    /// The program dies with learnc (PR_SET_PDEATHSIG). A detached container would leave that one call out.
    ///
    /// @param init   stands in its root directory, with every right
    /// @param config what the image says about the program
    /// @return what connects the user with the program: close it when the program has ended
    /// @throws learnc.runtime.spec.Failure with 127 when the program is not there, with 126 when it cannot be executed,
    ///         with 125 for everything else. The init is alive then, and its caller has to end it.
    public Session start(Init init, ImageConfig config, ContainerRequest request) {
        Program program = Program.of(config, request);
        return new Launch(host, init).start(program, Environment.of(config, request));
    }

    /// Executes a further program in a process that has joined a running container (see [Join]).
    ///
    /// @param environment `NAME=value`: what the container's first program was given, then what the user adds
    public Session start(Init init, Program program, List<String> environment) {
        return new Launch(host, init).start(program, Environment.of(program.terminal().hasTerminal(), environment));
    }
}
