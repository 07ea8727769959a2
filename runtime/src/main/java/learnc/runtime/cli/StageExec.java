package learnc.runtime.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.ImageConfig;
import learnc.runtime.spec.Limits;
import learnc.runtime.spec.Platform;
import learnc.runtime.stage.exec.Exec;
import learnc.runtime.stage.exec.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc stage exec`: a process becomes a program.
@Command(name = "exec", sortOptions = false, description = "Stage 6: give up every right that is not needed, and become a program.",
        customSynopsis = "learnc stage exec [OPTIONS] ROOTFS COMMAND [ARGUMENT...]",
        footer = {"%nThe exit code is the program's own.", "%nExamples:",
            "  learnc stage exec --trace $(learnc stage unpack learnc/shell) id", "  learnc stage exec --cap-drop ALL -u 1000 ROOTFS sh"})
final class StageExec extends StageOptions implements Callable<Integer> {

    private static final ImageConfig NOTHING_SAID = new ImageConfig(List.of(), List.of(), List.of(), "", "", "", List.of(), List.of(), Map.of(),
            new Platform("linux", "", ""));

    @Parameters(index = "0", paramLabel = "ROOTFS", description = "The directory that becomes its root.")
    String rootfs;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "The program and its arguments.")
    List<String> command;

    @Mixin
    ProgramOptions program;

    @Mixin
    RightsOptions rights;

    /// Options end at the root: what follows belongs to the command.
    @Spec
    void endOptionsAtTheRoot(CommandSpec its) {
        its.parser().stopAtPositional(true);
    }

    @Override
    public Integer call() {
        ContainerRequest request = request("(none)", command, program, rights.rights(), rights.userMapping(), Limits.NONE, NO_NETWORK);
        try (Doors doors = Doors.open(spec, trace)) {
            return attempt(request, rootfs, doors, (ledger, init, process) -> {
                try (Session session = new Exec(doors.host()).start(init, NOTHING_SAID, request)) {
                    return process.exitCode();
                }
            });
        }
    }
}
