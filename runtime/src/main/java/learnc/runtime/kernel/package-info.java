/// The only door to Linux.
///
/// How does a Java program ask the kernel for something? It fills in a number and up to six words, and executes one
/// instruction. Everything else here exists so that this reads well, and so that somebody can watch:
/// [Kernel] has one typed method for each system call; it hands a [Call] to a [Door]; the door lays the arguments out in
/// a [Scratch] and passes plain words to [Syscalls].
///
/// Start with [Kernel], then [MountCalls] as an example of a family, then [OpenDoor].
///
/// Left out on purpose: policy. Nothing here decides, retries or cleans up.
package learnc.runtime.kernel;
