/// How does a container come to life?
///
/// A container is an ordinary process that Linux has been asked to show a smaller world. This package does the asking, in six
/// stages: pull the image, unpack its layers, make the namespaces, set the limits, wire the network, execute the program.
///
/// Start with `ContainerRun`: the whole flow, in order, one line a stage. Then open the stage you are curious about.
///
/// Left out on purpose: printing (see [learnc.runtime.cli]) and watching (the trace wraps the door to the kernel, and no stage
/// knows that it is watched).
package learnc.runtime;
