package learnc.runtime.stage.namespaces;

import static learnc.runtime.kernel.ProcessFlags.PR_SET_PDEATHSIG;

import java.util.List;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.spec.UserMapping;

/// A user namespace translates user and group numbers: 0 inside is somebody without rights outside (user_namespaces(7)).
///
/// setgroups(2) stays allowed in it. It must be denied only when somebody without CAP_SETGID on the host writes the map,
/// because leaving a group could then open files that are closed to that group.
final class UserNamespace {

    private final Kernel host;

    UserNamespace(Kernel host) {
        this.host = host;
    }

    /// Writes the maps from outside, where the rights for it are; then the init becomes user 0 of its namespace.
    void becomeRoot(Init init, UserMapping mapping) {
        String line = "0 " + mapping.hostFirst() + " " + mapping.count() + "\n";
        WholeFile.set(host, "/proc/" + init.pid() + "/uid_map", line);
        WholeFile.set(host, "/proc/" + init.pid() + "/gid_map", line);
        Kernel inside = init.inside();
        inside.setgroups(List.of());
        inside.setresgid(0);
        inside.setresuid(0);
        // A change of user clears the wish to die with learnc.
        inside.prctl(PR_SET_PDEATHSIG, Signal.SIGKILL.number(), 0);
    }
}
