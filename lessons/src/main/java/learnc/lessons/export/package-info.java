/// How does a lesson leave learnc, with what came of its cells?
///
/// The idea: a [Copy] is a lesson's text and the outputs of its cells, from wherever they come: the notebook has them, or the
/// command has just run them. An [Export] makes a file of it: one HTML page, a Jupyter notebook, or a script for Java's own jshell.
///
/// Start reading at [Export]. Left out on purpose: reading such a file back; the lesson's AsciiDoc is the original.
package learnc.lessons.export;
