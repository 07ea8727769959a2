/// The only code that speaks to C, and to the processor.
///
/// A JVM has many threads, so Linux refuses it what a container needs. Our answer: *init is a puppet*. A few dozen machine
/// instructions ([PuppetCode]) run in a process of their own, with no JVM in it; it reads a system call from a page that it
/// shares with learnc, makes it, writes the result back, and waits for its next turn. The whole life of a container is so written in ordinary Java.
///
/// Start with [PuppetCode], then [Puppet] (the Java end of the strings), then [Zygote] (the puppet that gives birth to others).
package learnc.runtime.kernel.linux;
