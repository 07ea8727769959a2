/// How does an instructor grade a class?
///
/// Each student has handed in a folder, or the file that `learnc lab submit` packs. [Classroom] grades them one after the other, as
/// `learnc lab check` would, with the instructor's hidden checks besides; then there is a table of scores ([ScoreTable]) and a page
/// for each student ([StudentPage]). Nothing that a student could have written counts but the answers themselves: no progress file,
/// no report, no trace.
///
/// Start with [Classroom]. Left out on purpose: where files come from and where grades go.
package learnc.labs.classroom;
