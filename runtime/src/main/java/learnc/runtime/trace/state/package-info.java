/// What has a system call really changed in the kernel?
///
/// A [learnc.runtime.trace.Trace] shows what learnc asked. Whether the kernel did it, and what else came with it, stands in the
/// kernel's own tables: /proc, the files of control groups, netlink. After each call that can change one of them the
/// [KernelObserver] reads that table, compares it with what it knew, and what differs becomes a [learnc.runtime.trace.Change].
///
/// Start with [Look], which says for each system call where to look; then [KernelObserver]; then [Mounts], the simplest table.
///
/// Only what belongs to the run is looked at: learnc, its puppets, and the namespaces and groups in which they are. What a program
/// does after its execve(2) is its own life. What the kernel changes later by itself (a link that gets its carrier, a namespace that
/// dissolves) is told when the next call leads there. The observer looks through a kernel without a trace, holds nothing open
/// between two looks, and does what would be mistaken for learnc's own doing (joining a namespace, netlink) on a thread of its own.
package learnc.runtime.trace.state;
