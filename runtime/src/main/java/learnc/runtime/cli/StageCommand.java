package learnc.runtime.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `learnc stage NAME`: one stage of a run on its own.
@Command(name = "stage", description = "Try one stage of a run on its own.",
        subcommands = {StagePull.class, StageUnpack.class, StageNamespaces.class, StageCgroups.class, StageNetwork.class, StageExec.class},
        footer = {"%nEach makes the least that it needs, shows what it has made, and takes it back. Add --trace to see every system call.",
            "%nExamples, in the order of a run:",
            "  learnc stage pull learnc/shell",
            "  learnc stage unpack learnc/shell       leaves a root file system",
            "  learnc stage namespaces",
            "  learnc stage cgroups --memory 64m",
            "  learnc stage network -p 8080:80",
            "  learnc stage exec /run/learnc/containers/…/rootfs sh -c 'echo $$$$'"})
final class StageCommand implements Runnable {

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which stage? pull, unpack, namespaces, cgroups, network or exec");
    }
}
