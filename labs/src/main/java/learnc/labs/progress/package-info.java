/// What has a student done already?
///
/// A file in the student's folder that a person can read and mend, a line for each lab. It is the student's own notebook: nothing
/// that counts is believed because it stands there, `learnc class grade` never looks at it.
///
/// Start with [Progress]. Left out on purpose: grades.
package learnc.labs.progress;
