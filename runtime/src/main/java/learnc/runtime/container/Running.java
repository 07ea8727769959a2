package learnc.runtime.container;

import java.util.List;

import learnc.runtime.spec.Made;
import learnc.runtime.spec.Rights;

/// What is known about a container whose program runs: enough for `learnc exec` to run another one beside it.
///
/// @param process          its first process
/// @param environment      `NAME=value`: the image's, then the user's
/// @param workingDirectory absolute
/// @param user             `user[:group]`; empty for root
/// @param furtherGroups    names or numbers
/// @param rights           what the program may do
/// @param cgroups          the directories of its groups, one in each hierarchy
/// @param address          in the bridge's network; empty without one
/// @param ports            what the host hands on, as `0.0.0.0:8080->80/tcp`
public record Running(Made.Process process, List<String> environment, String workingDirectory, String user, List<String> furtherGroups,
                      Rights rights, List<String> cgroups, String address, List<String> ports) {
}
