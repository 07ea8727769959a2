/// Where does a student's program run, and who watches it?
///
/// In a [Box]: a process that becomes the lessons' sandbox (own namespaces and groups, the host's files read-only) with limits of
/// processes, memory, output and time that it cannot reach. And in front of a [Witness]: from its first instruction every thread
/// and child of it is followed with ptrace(2), from outside, by the machinery of `--trace-payload`.
///
/// That is what the grader believes: calls that the kernel was really asked for, and the kernel's own tables, read from outside by
/// the numbers of processes that the witness has seen. A student's stage runs inside the runtime's own JVM, so whatever that JVM
/// says (its output, its trace, its exit code) is the student's word and proves nothing alone.
///
/// Start with [Box]. Left out on purpose: what is asked of the program ([learnc.labs.check]).
package learnc.labs.box;
