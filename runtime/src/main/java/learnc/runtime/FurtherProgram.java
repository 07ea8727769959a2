package learnc.runtime;

import java.util.List;

import learnc.runtime.container.Running;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.stage.exec.Exec;
import learnc.runtime.stage.exec.Join;
import learnc.runtime.stage.exec.Program;
import learnc.runtime.stage.exec.Session;

/// One more program in a container that runs: `learnc exec`.
public final class FurtherProgram {

    private final Kernel host;
    private final Inits inits;

    /// @param host  makes system calls in learnc's own process
    /// @param inits where the program's process comes from
    public FurtherProgram(Kernel host, Inits inits) {
        this.host = host;
        this.inits = inits;
    }

    /// Runs the program and waits for its end.
    ///
    /// @param container   where
    /// @param environment `NAME=value`, all of it
    /// @param stop        may give it up until the program runs
    /// @return the program's exit code, or 128 + the signal that has ended it
    /// @throws learnc.runtime.spec.Failure when it cannot be run, with the exit code that Docker would give
    public int run(Running container, Program program, List<String> environment, Stop stop) {
        try (var join = new Join(host, inits)) {
            Init init = join.init(container.process(), container.cgroups());
            try (var process = new ProgramProcess(host, inits, init);
                    Session session = new Exec(host).start(init, program, environment)) {
                join.close();
                return process.exitCode();
            }
        } catch (RuntimeException failure) {
            throw stop.cause(failure);
        } finally {
            stop.tooLate();
        }
    }
}
