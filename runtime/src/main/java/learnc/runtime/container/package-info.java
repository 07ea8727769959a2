/// What has a run made on the host, who looks after it, and how is it taken back?
///
/// A container has a directory of its own below `/run/learnc/containers`. In it lie the ledger, which is told before a thing is
/// made, and the state, for `learnc ps` and `learnc exec`. The learnc that runs the container holds a lock on the directory.
/// When the run is over the ledger is read backwards. A killed learnc leaves an unlocked directory, and `learnc cleanup` does
/// the same with it.
///
/// Start with [learnc.runtime.container.Undo]; then [learnc.runtime.container.Container].
///
/// Left out on purpose: stopped containers. A container exists while it runs.
package learnc.runtime.container;
