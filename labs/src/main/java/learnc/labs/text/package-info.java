/// What is a lab? A folder that a person can read: a text, a task to begin with, hints, a solution, wrong solutions, and a check.
///
/// The idea: everything about a lab lies in its folder, `labs/NN-topic`, and nothing about it in Java's class path. [Labs] finds
/// them, [Lab] is one of them, read anew each time.
///
/// Start with [Lab]. Left out on purpose: running anything.
package learnc.labs.text;
