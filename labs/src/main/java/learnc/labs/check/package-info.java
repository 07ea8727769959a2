/// What can a lab's check ask, and of whom?
///
/// A check is a compact Java file beside the lab, `void check(Trial trial)`. It starts the student's work ([Trial#learnc],
/// [Trial#shell]), looks at what happens, and gives a verdict for each point that the lab's text promises. Three kinds of
/// questions: of *state* ([Seen]: a process, read from outside in /proc and in the files of its groups), of *output*
/// ([Running#output]), and of the *path* ([Calls]: the calls that the witness has seen, in order).
///
/// Output is the student's word and proves nothing by itself; state and path are the kernel's.
///
/// Start with [Trial]. Left out on purpose: how a verdict is shown, and what it is worth.
package learnc.labs.check;
