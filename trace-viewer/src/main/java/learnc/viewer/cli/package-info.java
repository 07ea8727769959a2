/// Which commands does the trace viewer bring to learnc?
///
/// The runtime asks every module by the service [learnc.runtime.cli.MoreCommands] when it meets a command that it does not know
/// itself, and gets an instance of a picocli command. Only this package prints.
///
/// Start with [ViewerCommands], the table of contents.
package learnc.viewer.cli;
