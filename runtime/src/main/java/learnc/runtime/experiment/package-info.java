/// What if? Breaks a run on purpose, to see what each call is there for.
///
/// The idea: a [Fault] says which call is meant ([Selector]) and what happens to it instead of the call: it is refused, left
/// out, replaced, or held back until after another ([HeldCall]). [FaultyDoor] stands between the trace and the kernel, so the
/// trace shows what was asked for and what came of it. A [Guard] keeps the host from harm: the container is built in a copy of the
/// host's mount table that gives nothing back, and of which everything but the container's own files is read-only. At the moment of the program's start
/// [Sight] looks at what has become of the container, and [Report] sets that beside what was predicted.
///
/// Start reading at [Experiment], the list of classic mistakes. Left out on purpose: faults in what the program itself asks
/// the kernel.
package learnc.runtime.experiment;
