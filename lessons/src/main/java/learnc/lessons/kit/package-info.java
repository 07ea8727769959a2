/// What does a cell have at hand? The runtime's own classes, and a few words to begin with.
///
/// The idea: a cell drives the same code as `learnc run`: `newInit()` gives a process that does what we say, one system call at a
/// time, and the stages are the classes that [learnc.runtime.ContainerRun] calls. What is added here only makes beginnings short
/// ([Kit]) and values readable: a [Table] is a mount table or a list of processes, a [Recording] a trace.
///
/// Start reading at [Kit]. Left out on purpose: anything that the runtime itself does not do.
package learnc.lessons.kit;
