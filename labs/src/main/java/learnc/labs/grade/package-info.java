/// Is a student's work right, and who says so?
///
/// [Grader] compiles the lab's check, copies the student's files (plain files only, within limits), lets the check try them in
/// boxes, and gives a [Report]. [Selftest] turns the question round: is the check right? Every solution must pass, every task that
/// nobody has worked on must fail, and each wrong solution must be told what is wrong with it.
///
/// **Who is not trusted.** The student's code: it may be wrong, never end, fill memory or disk, fork without end, delete all it can
/// reach, print what it likes, and change every class in its own JVM. It runs in a process of its own, in namespaces and groups of
/// its own, and it never writes anything that is believed: not the report, not the trace, not the progress file, not an exit code.
/// Believed are the calls that the witness sees with ptrace(2), and /proc and the groups, read from outside.
///
/// Start with [Grader]. Left out on purpose: what a report looks like ([learnc.labs.output]).
package learnc.labs.grade;
