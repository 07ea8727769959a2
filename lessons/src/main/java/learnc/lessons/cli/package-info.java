/// The commands of the course: `learnc lesson`, `learnc notebook` and `learnc jshell`. The only package of this module that prints.
///
/// Start reading at [LessonRun]. Left out on purpose: the notebook's page.
package learnc.lessons.cli;
