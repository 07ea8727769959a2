package learnc.runtime.cli;

import java.util.concurrent.Callable;

import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.OpenFlags;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `learnc stage namespaces`: a process with its own view of the machine.
@Command(name = "namespaces", description = "Stage 3: give a process its own namespaces and root. Shows which namespaces differ from the host's.",
        footer = {"%nMissing mount points, such as /proc, are made in ROOTFS.", "%nExamples:", "  learnc stage namespaces --trace",
            "  learnc stage namespaces --userns", "  learnc stage namespaces $(learnc stage unpack learnc/shell)"})
final class StageNamespaces extends StageOptions implements Callable<Integer> {

    private static final String[] KINDS = {"user", "mnt", "pid", "uts", "ipc", "net", "cgroup", "time"};

    @Parameters(arity = "0..1", paramLabel = "ROOTFS", description = "The directory that becomes its root; else an empty one.")
    String rootfs;

    @Mixin
    RightsOptions rights;

    @Override
    public Integer call() {
        ContainerRequest request = request("(none)", rights.userMapping(), Limits.NONE, NO_NETWORK);
        try (Doors doors = Doors.open(spec, trace)) {
            return attempt(request, rootfs, doors, (ledger, init, process) -> shown(doors.host(), init));
        }
    }

    private int shown(Kernel host, Init init) {
        for (String kind : KINDS) {
            String ours = host.readlinkat(OpenFlags.AT_FDCWD, "/proc/self/ns/" + kind);
            String its = host.readlinkat(OpenFlags.AT_FDCWD, "/proc/" + init.pid() + "/ns/" + kind);
            show(its + (its.equals(ours) ? "  the host's" : "  its own, the host has " + ours));
        }
        show("process " + init.pid() + " outside, " + init.inside().getpid() + " inside");
        return 0;
    }
}
