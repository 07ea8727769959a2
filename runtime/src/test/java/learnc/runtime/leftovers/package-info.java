/// Is nothing left of a container, however its run ends?
///
/// A [learnc.runtime.leftovers.Census] is taken before and after: of mounts, control groups, links, packet rules, processes, files, and
/// the owner of /dev/null. Its witnesses are the host's own tools and /proc, not learnc.
///
/// Start with [learnc.runtime.leftovers.NothingLeftTest].
package learnc.runtime.leftovers;
