/// How does a lesson become something that one can work on in a browser?
///
/// The idea: the lesson stays the text that it is. The [Work] on it is that text, the student's copy of it, and what came of each
/// cell; every edit is put into the text at the lines of its cell and is on the disk before it is answered. A [Runner] runs cells
/// one after the other in a Java machine that is not this one. All that happens is told as events to every tab.
///
/// Start reading at [Notebook], then [Work], [Editing] and [Runner]; [Api] is the table of contents of what a page may ask. Left out on purpose: how the
/// page looks (`resources/learnc/lessons/notebook/page`), and who may be root ([learnc.lessons.keeper]).
package learnc.lessons.notebook;
