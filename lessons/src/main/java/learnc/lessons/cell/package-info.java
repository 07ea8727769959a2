/// Where do a lesson's cells run? In a JVM of their own, in a sandbox.
///
/// The idea: JShell compiles in learnc, and hands each cell over to another Java machine through a unix socket
/// ([CellEngine] here, [CellAgent] there). That machine is the first process of a [Sandbox]: when it ends, everything that the
/// cells have made ends with it. All cells run on one thread, so that a namespace which one of them enters is where the next
/// one is. [Cells] is what the rest of learnc sees: text in, an [Answer] out.
///
/// Start reading at [Cells]. Left out on purpose: what a lesson is, and who shows it.
package learnc.lessons.cell;
