package learnc.runtime.doctor;

import java.util.ArrayList;
import java.util.List;
import learnc.runtime.kernel.Inits;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.spec.Places;

/// Examines the machine.
public final class Doctor {

    private final Kernel host;
    private final Inits inits;
    private final Places places;

    /// @param host   the host's door
    /// @param inits  where the puppets come from that try things
    /// @param places learnc's directories, which are examined too
    public Doctor(Kernel host, Inits inits, Places places) {
        this.host = host;
        this.inits = inits;
        this.places = places;
    }

    /// Examines everything that this user may examine. Afterwards the machine is as it was before.
    public List<Chapter> examine() {
        var chapters = new ArrayList<Chapter>();
        chapters.add(new Chapter("Machine", new Machine(host).findings()));
        chapters.add(new Chapter("Directories", new Directories(host, places).findings()));
        chapters.add(new Chapter("Namespaces", new NamespaceProofs(host, inits).findings()));
        if (host.geteuid() == 0) {
            chapters.addAll(onlyForRoot());
        }
        chapters.add(new Chapter("Left over", new Leftovers(host, places).findings()));
        return chapters;
    }

    private List<Chapter> onlyForRoot() {
        try (var bench = new Bench(host, places)) {
            return List.of(new Chapter("Mounts", new MountProofs(host, inits, bench).findings()),
                    new Chapter("Network", new NetworkProofs(host, inits).findings()),
                    new Chapter("Control groups", new LimitProofs(host, inits, bench).findings()));
        }
    }
}
