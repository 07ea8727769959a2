/// What is a lesson? A plain AsciiDoc file with cells in it.
///
/// The idea: a cell is a listing block with an id and the option `live`, `[source#hostname%live,java]`. Everything else is prose,
/// and AsciiDoc's business. A cell is found by its lines, so that an edited one can be put back without touching any other byte.
///
/// Start reading at [LessonFile]. Left out on purpose: how prose is rendered.
package learnc.lessons.text;
