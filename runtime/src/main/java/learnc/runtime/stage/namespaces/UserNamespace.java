package learnc.runtime.stage.namespaces;

import static learnc.runtime.kernel.ProcessFlags.PR_SET_PDEATHSIG;

import java.util.List;
import learnc.runtime.kernel.Init;
import learnc.runtime.kernel.Kernel;
import learnc.runtime.kernel.Signal;
import learnc.runtime.kernel.WholeFile;
import learnc.runtime.kernel.Why;
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
    @Why(about = "uid_map", value = "Writes which users of the host the users of the container are: 0 inside is somebody without rights outside.",
            without = "Every user inside would be 65534 (nobody), and nothing could be done there.")
    @Why(about = "gid_map", value = "Writes which groups of the host the groups of the container are.",
            without = "Every group inside would be 65534 (nogroup), and becoming group 0 would be refused with EINVAL.")
    @Why(call = "write", value = "Writes the map of users or groups; it can be written only once.",
            without = "Every user inside would be 65534 (nobody), and nothing could be done there.")
    @Why(call = "setgroups", value = "Leaves the groups that the process has brought from the host.",
            without = "It would keep the rights of root's groups of the host.")
    @Why(call = "setresgid", value = "Becomes group 0 of the new namespace, which is a group without rights outside.",
            without = "Its group would still be the host's group 0, which has no number inside: making a file in a tmpfs would answer EOVERFLOW.")
    @Why(call = "setresuid", value = "Becomes user 0 of the new namespace: root inside, somebody without rights outside.",
            without = "Its user would still be the host's root, who has no number inside: making a file in a tmpfs would answer EOVERFLOW.")
    @Why(call = "prctl", value = "Asks once more to be killed when learnc dies, because a change of user takes that wish back.",
            without = "When learnc is killed now, this process would stay.")
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
