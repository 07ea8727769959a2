/// What has learnc really asked of Linux?
///
/// Every system call passes a [learnc.runtime.kernel.Door]. A [Trace] wraps each door in a watchman that lets the call
/// through, and turns it into an [Event]: who, what, with which arguments, what came back, how long it took, and which line
/// of Java wanted it. Writers show events to people, keep them in a file, or speak the language of strace(1).
///
/// Start with [TracedDoor], which is one method; then [Event]; then [TextWriter].
///
/// Left out on purpose: the strings of the puppets (a record of 56 bytes to them, 8 bytes back). They are how learnc
/// reaches into another process, and no part of the container's story. The calls that writing the trace itself makes are
/// left out, too: the observer is not the observed.
package learnc.runtime.trace;
