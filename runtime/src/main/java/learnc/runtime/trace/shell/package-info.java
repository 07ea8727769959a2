/// Which command would I type for this?
///
/// Every event has a command of sh(1) with the same effect, made of nothing but Debian's own programs. A shell has fewer, bigger words
/// than the kernel has: where several calls make one command (open, write, close; fsopen … move_mount; the many ways to lose rights
/// before execve), the command stands at the call that completes it, and the others say what they are part of. A call that only looks
/// says how one would look. Whatever is no command begins with `#`.
///
/// Start with [learnc.runtime.trace.shell.Translation]; then [learnc.runtime.trace.shell.Word], on which the safety of it all rests;
/// then [learnc.runtime.trace.shell.ShellScript], which makes a whole container out of these commands.
///
/// It reads nothing but the words of the event, so a trace from a file is translated like one that has just happened.
///
/// Left out on purpose: terminals (`-t`), keyrings and held ports, for which Debian's base system has no commands.
package learnc.runtime.trace.shell;
