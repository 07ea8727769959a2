package learnc.runtime.spec;

import java.util.List;

/// The groups in which the kernel counts and limits one container: the same container has one in each hierarchy.
///
/// @param directories their directories on the host, in the order in which they were made; one on a machine with cgroup v2 alone,
///                    some ten with v1; none where no hierarchy is mounted
/// @param remarks     what was asked but is not quite so on this machine, in sentences for the user
public record Cgroup(List<String> directories, List<String> remarks) {
}
