/// What does a user type, and what does he read?
///
/// One class a command, read by picocli; the only code that prints. A command turns options into nouns, calls the engine, and
/// shows the answer. It decides nothing about Linux.
///
/// Start with [Main]: it looks at the first word and builds only that command, because building all of them would cost
/// every start some 20 milliseconds. Then [Commands], the table of contents.
///
/// Left out on purpose: the logic of a command, which lives with what it acts on, so that a lesson or a test can call it too.
package learnc.runtime.cli;
