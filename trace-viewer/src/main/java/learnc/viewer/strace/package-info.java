/// What does a log of strace(1) say?
///
/// strace writes for people, and its notation has grown for thirty years: strings and structs, flags and comments, descriptors
/// with what they are, calls that are interrupted by those of other threads. [StraceLog] reads that notation call by call, so
/// that a log of a hundred megabytes needs no more memory than one of a hundred lines. What it cannot understand it leaves out,
/// and says so; nothing in a log can make it fail in another way than by a [StraceRefusal] that names the line.
///
/// Start with [StraceLog]; then [StraceLine], one line; then [Term], one argument.
///
/// Left out on purpose: signals, dumps of bytes (`-e write=all`) and stack traces (`-k`). They are counted.
package learnc.viewer.strace;
