import static learnc.runtime.kernel.OpenFlags.AT_FDCWD;

import java.util.List;

import learnc.runtime.kernel.Folder;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.spec.Cgroup;
import learnc.runtime.spec.ContainerRequest;
import learnc.runtime.spec.Ledger;
import learnc.runtime.spec.Made;

/// The stage cgroups. `host` makes system calls for learnc; `init` is the container's first process, before its program.
Cgroup confine(Kernel host, Ledger ledger, Init init, ContainerRequest request) {
    // Version 1 has a hierarchy for each controller, version 2 one for all: the file that limits memory has another name there.
    boolean isVersion1 = Folder.exists(host, "/sys/fs/cgroup/memory");
    String group = (isVersion1 ? "/sys/fs/cgroup/memory" : "/sys/fs/cgroup") + "/learnc-" + request.id();
    String limitFile = isVersion1 ? "memory.limit_in_bytes" : "memory.max";

    ledger.willMake(new Made.Cgroup(group));
    host.mkdirat(AT_FDCWD, group, 0755);
    if (request.limits().memoryBytes() != null) {
        WholeFile.set(host, group + "/" + limitFile, request.limits().memoryBytes() + "k");
    }
    WholeFile.set(host, group + "/cgroup.procs", String.valueOf(init.pid()));

    return new Cgroup(List.of(group), List.of());
}
