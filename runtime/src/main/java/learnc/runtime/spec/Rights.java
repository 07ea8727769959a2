package learnc.runtime.spec;

import java.util.List;

/// What the container's program may do.
///
/// @param addedCapabilities   on top of Docker's default set; `ALL` for every one; names without or with `CAP_`
/// @param droppedCapabilities taken from it; `ALL` for every one
/// @param canGainPrivileges   whether a setuid program may raise its rights (false sets no_new_privs)
public record Rights(List<String> addedCapabilities, List<String> droppedCapabilities, boolean canGainPrivileges) {
}
