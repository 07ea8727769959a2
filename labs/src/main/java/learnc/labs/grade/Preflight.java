package learnc.labs.grade;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

import learnc.labs.text.Lab;
import learnc.runtime.cgroup.Hierarchies;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.linux.Linux;

/// Can this machine do a lab? What every lab needs, and what the attribute `:needs:` of its text names: controllers of control
/// groups (`memory pids`), and programs (`program:gcc`).
public final class Preflight {

    private static final List<String> TOOLS = List.of("unshare", "setpriv", "nsenter", "mount", "ip");
    private static final String PROGRAM = "program:";

    private Preflight() {
    }

    /// What is missing, in sentences that say what to do; empty when nothing is.
    public static List<String> missing(Lab lab) {
        var missing = new ArrayList<String>();
        Kernel host = new Linux(UnaryOperator.identity()).host();
        if (host.geteuid() != 0) {
            missing.add("root: your work runs in namespaces and control groups of its own, and only root may make them; try: sudo ./learnc lab check " + lab.number());
            return missing;
        }
        for (String tool : TOOLS) {
            program(tool, missing);
        }
        List<String> controllers = Hierarchies.mounted(host).stream().flatMap(hierarchy -> hierarchy.controllers().stream()).toList();
        for (String need : Arrays.stream(lab.attributes().getOrDefault("needs", "").split("\\s+")).filter(word -> !word.isEmpty()).toList()) {
            if (need.startsWith(PROGRAM)) {
                program(need.substring(PROGRAM.length()), missing);
            } else if (!controllers.contains(need)) {
                missing.add("the controller '" + need + "' of control groups: this kernel has it not, or nobody has mounted it; 'learnc doctor' says more");
            }
        }
        return missing;
    }

    private static void program(String name, List<String> missing) {
        boolean isThere = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin").stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        if (!isThere) {
            missing.add("the program '" + name + "': install the package that brings it");
        }
    }
}
