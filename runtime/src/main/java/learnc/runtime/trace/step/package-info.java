/// How does one look at a run slowly?
///
/// Between a stage and the kernel stands a [learnc.runtime.kernel.Door]. The one here ([SteppingDoor]) waits at a [Gate] before it
/// lets a call through. Whoever sits at the gate, the [FrontEnd], is told what is about to be called (a [Pause]) and gives an
/// [Answer]: this one, all until a breakpoint, none any more. A terminal is one front end; a web page can be another.
///
/// Meanwhile the container stands half-built and can be looked at. Going back is a look into the [Recording]: a process cannot
/// run backwards.
///
/// Start with [Answer], then [Gate].
///
/// Left out on purpose: how it looks (`cli.step`).
package learnc.runtime.trace.step;
