/// How is a report told? To a student in the terminal, and to the programs that collect grades, each in its own notation.
///
/// There is one [learnc.labs.grade.Report], and a writer for each form; [Form] is the list of them. None of them decides anything.
///
/// Start with [TextForm]. Left out on purpose: whom to tell.
package learnc.labs.output;
