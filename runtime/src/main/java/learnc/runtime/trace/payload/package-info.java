/// What does the program ask of the kernel, once it runs?
///
/// The stages end with execve(2): from there on learnc only waits. [PayloadTrace] goes on looking, as strace(1) does, with
/// ptrace(2): the kernel stops the program before and after each system call, and a thread of learnc's own, the [Tracer], looks
/// at the number, the six words and the memory that they point to, and lets it go on. Every thread and every child of the program
/// is watched from its first instruction. What was seen becomes [learnc.runtime.trace.Event]s like those of learnc's own calls.
///
/// Start with [PayloadTrace], which is put around the doors; then [Tracer]; then [Signature] and [Meaning].
///
/// The names of calls and arguments and the numbers come from tables that are made from the manual and the kernel's headers
/// ([CallTable], [ConstantTable]).
///
/// Left out on purpose: signals (they are handed on, but are no calls), calls of 32-bit programs (shown by number), and processes
/// that hide with CLONE_UNTRACED. What watching changes: a tracer in the program itself (strace in the container) is refused with
/// EPERM; with an expression a seccomp filter stands in `/proc/self/status`; and where learnc lacks CAP_SYS_PTRACE, setuid programs
/// run without their owner's rights.
package learnc.runtime.trace.payload;
