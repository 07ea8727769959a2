package learnc.runtime.cli;

import java.util.List;
import java.util.concurrent.Callable;

import learnc.runtime.kernel.Errno;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.KernelRefusal;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.spec.Cgroup;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.stage.cgroups.Cgroups;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `learnc stage cgroups`: a process that may use only so much.
@Command(name = "cgroups", description = "Stage 4: limit what a process may use. Shows its groups and the limits as the kernel has them.",
        footer = {"%nExamples:", "  learnc stage cgroups --memory 64m --cpus 0.5", "  learnc stage cgroups --trace --pids-limit 20"})
final class StageCgroups extends StageOptions implements Callable<Integer> {

    /// Of version 2, then of version 1.
    private static final List<String> LIMITS = List.of("memory.max", "cpu.max", "pids.max", "io.max", "io.weight", "memory.limit_in_bytes",
            "cpu.cfs_quota_us", "cpu.cfs_period_us", "blkio.weight", "blkio.throttle.read_bps_device", "blkio.throttle.write_bps_device",
            "blkio.throttle.read_iops_device", "blkio.throttle.write_iops_device");

    @Mixin
    LimitOptions limits;

    @Override
    public Integer call() {
        ContainerRequest request = request("(none)", null, limits.limits(), NO_NETWORK);
        try (Doors doors = Doors.open(spec, trace)) {
            return attempt(request, null, doors, (ledger, init, process) -> {
                shown(doors.host(), new Cgroups(doors.host(), ledger).confine(init, request));
                return 0;
            });
        }
    }

    private void shown(Kernel host, Cgroup cgroup) {
        for (String directory : cgroup.directories()) {
            show(directory);
            for (String limit : LIMITS) {
                String value = value(host, directory + "/" + limit);
                if (!value.isBlank()) {
                    show("  " + limit + " = " + value.strip().replace("\n", "; "));
                }
            }
        }
        cgroup.remarks().forEach(this::remark);
    }

    private static String value(Kernel host, String file) {
        try {
            return WholeFile.text(host, file);
        } catch (KernelRefusal refusal) {
            if (refusal.is(Errno.ENOENT)) {
                return "";
            }
            throw refusal;
        }
    }
}
