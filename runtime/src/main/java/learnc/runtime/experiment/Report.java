package learnc.runtime.experiment;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.kernel.Capability;
import learnc.runtime.kernel.Kernel;

/// What was predicted, and what happened.
public final class Report {

    private static final int MOST_PATHS = 5;

    private final Experiment experiment;
    private final Faults faults;
    private final Guard guard;
    private Sight sight;

    /// @param experiment the one that was asked for, or null when the faults are the user's own
    /// @param faults     of this run
    /// @param guard      which has stood in for the host
    public Report(Experiment experiment, Faults faults, Guard guard) {
        this.experiment = experiment;
        this.faults = faults;
        this.guard = guard;
        faults.atExecve(this::look);
    }

    private void look(Kernel inside) {
        sight = Sight.of(faults.plainHost(), inside);
    }

    /// The report, a sentence a line.
    ///
    /// @param hostName how learnc's own machine is called
    /// @param ending   how the run has ended, in words
    public List<String> lines(String hostName, String ending) {
        var lines = new ArrayList<String>();
        if (experiment != null) {
            lines.add("predicted  " + experiment.prediction());
        }
        for (Fault fault : faults.all()) {
            int times = faults.happened().get(fault);
            lines.add("asked for  " + fault.asAsked() + ": " + (times == 0 ? "no call fitted" : times == 1 ? "happened once" : "happened " + times + " times"));
        }
        faults.late().stream().limit(MOST_PATHS).forEach(fact -> lines.add("happened   " + fact));
        for (String fact : facts(hostName)) {
            lines.add("happened   " + fact);
        }
        lines.add("happened   " + ending);
        return lines;
    }

    private List<String> facts(String hostName) {
        var facts = new ArrayList<String>();
        List<String> spilled = guard.spilled();
        if (!spilled.isEmpty()) {
            facts.add(spilled.size() + " mounts of the container appeared in the mount table that stood in for the host's: " + shortened(spilled));
        }
        if (sight == null) {
            facts.add("the program was never started");
            return facts;
        }
        if (guard.rootOfNamespaceIsHosts()) {
            facts.add("the root of the container's mount namespace is still the host's: whoever enters the namespace anew stands there");
        }
        if (sight.sharedMounts() > 0) {
            facts.add(sight.sharedMounts() + " of its " + sight.mounts() + " mounts tell others what is mounted there");
        }
        if (sight.hostName().equals(hostName)) {
            facts.add("the program saw the host's name, " + hostName);
        }
        if (!sight.namespacesOfHost().isEmpty()) {
            facts.add("it had these namespaces in common with the host: " + String.join(" ", sight.namespacesOfHost()));
        }
        if ((sight.capabilities() & Capability.CAP_SYS_ADMIN.bit()) != 0) {
            facts.add("it kept every capability, CAP_SYS_ADMIN too");
        }
        if (!sight.noNewPrivileges()) {
            facts.add("a setuid program could have given it more rights");
        }
        if (sight.hiddenFiles() == 0) {
            facts.add("nothing of /proc and /sys was covered or made read-only");
        }
        if (!sight.descriptors().isEmpty()) {
            facts.add("it inherited files: " + String.join(" ", sight.descriptors()));
        }
        return facts;
    }

    private static String shortened(List<String> paths) {
        List<String> some = paths.stream().map(path -> path.replaceFirst(".*/rootfs/", "…/rootfs/")).distinct().limit(MOST_PATHS).toList();
        return String.join(" ", some) + (paths.size() > some.size() ? " …" : "");
    }
}
