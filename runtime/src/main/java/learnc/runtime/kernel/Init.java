package learnc.runtime.kernel;

/// A process that will become a container's first one, and that until then does what we say, one system call at a time.
///
/// @param pid    its number on the host
/// @param pidfd  a descriptor that stands for it
/// @param inside makes system calls in that process
public record Init(int pid, int pidfd, Kernel inside) {
}
