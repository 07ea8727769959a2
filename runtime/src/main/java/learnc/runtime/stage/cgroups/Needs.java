package learnc.runtime.stage.cgroups;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import learnc.runtime.cgroup.Hierarchy;
import learnc.runtime.spec.Failure;
import learnc.runtime.spec.Limits;

/// Which controllers the limits need, and where they are. What version 1 calls `blkio` is `io` in version 2.
record Needs(List<Hierarchy> hierarchies, Limits limits) {

    /// An option and the controller that enforces it.
    private record Need(String option, String controller) {
    }

    private List<Need> needs() {
        var needs = new ArrayList<Need>();
        add(needs, limits.memoryBytes() != null, "--memory", "memory");
        add(needs, limits.cpus() != null, "--cpus", "cpu");
        add(needs, limits.pids() != null, "--pids-limit", "pids");
        add(needs, limits.blkioWeight() != null, "--blkio-weight", io());
        add(needs, !limits.rates().isEmpty(), "the limit of a disk's rate", io());
        return needs;
    }

    private static void add(List<Need> needs, boolean isAsked, String option, String controller) {
        if (isAsked) {
            needs.add(new Need(option, controller));
        }
    }

    /// The name of the controller of disks here.
    String io() {
        return hierarchyOf("blkio").isPresent() ? "blkio" : "io";
    }

    /// Where a controller is, if anywhere.
    Optional<Hierarchy> hierarchyOf(String controller) {
        for (Hierarchy hierarchy : hierarchies) {
            if (hierarchy.has(controller)) {
                return Optional.of(hierarchy);
            }
        }
        return Optional.empty();
    }

    /// Where a container gets a group of its own: everywhere, but in version 2 beside version 1 (*hybrid*) only when a limit is there.
    ///
    /// Such a hierarchy seldom limits anything, and to move a process in it is slow (see [Move]).
    List<Hierarchy> hierarchiesToJoin() {
        return hierarchies.stream().filter(hierarchy -> !hierarchy.isUnified() || hierarchies.size() == 1 || !controllersIn(hierarchy).isEmpty()).toList();
    }

    /// Those controllers of a hierarchy that the limits need.
    List<String> controllersIn(Hierarchy hierarchy) {
        var controllers = new ArrayList<String>();
        for (Need need : needs()) {
            if (hierarchy.has(need.controller) && !controllers.contains(need.controller)) {
                controllers.add(need.controller);
            }
        }
        return controllers;
    }

    /// Stops before anything is made when a limit needs a controller that this machine does not have.
    void refuseWhatIsMissing() {
        for (Need need : needs()) {
            refuseReadOnly(need, hierarchyOf(need.controller).orElseThrow(() -> missing(need)));
        }
    }

    private static void refuseReadOnly(Need need, Hierarchy hierarchy) {
        if (hierarchy.isReadOnly()) {
            throw new Failure(need.option + " needs a control group of its own\n  but " + hierarchy.mountPoint() + " is mounted read-only"
                    + "\n  likely because: learnc runs in a container\n  try: start that container with --privileged, or leave the limit out");
        }
    }

    private Failure missing(Need need) {
        return new Failure(need.option + " needs the kernel's controller '" + need.controller + "'\n  but this machine has " + here()
                + "\n  likely because: " + reason(need.controller) + "\n  try: " + remedy());
    }

    private String here() {
        var names = new ArrayList<String>();
        for (Hierarchy hierarchy : hierarchies) {
            names.addAll(hierarchy.controllers());
        }
        return names.isEmpty() ? "no controller mounted (/proc/self/mountinfo)" : "only these (/proc/self/mountinfo): " + String.join(" ", names);
    }

    private static String reason(String controller) {
        return controller.equals("memory") ? "the kernel was started with cgroup_disable=memory; some boards want cgroup_enable=memory"
                : "it is not built into the kernel, or nobody has mounted it";
    }

    private String remedy() {
        return hierarchies.isEmpty() ? "`mount -t cgroup2 cgroup2 /sys/fs/cgroup`, or leave the limit out"
                : "leave the limit out; `cat /proc/cgroups` shows what the kernel has, `learnc doctor` what works here";
    }
}
