/// How does one sit at the gate, in a terminal?
///
/// [Stepping] is what a command needs: it makes the [learnc.runtime.trace.step.Gate] and chooses who sits there. In a terminal that
/// can move its cursor it is [FullScreen], everywhere else (a pipe, `TERM=dumb`) [LineByLine]. Both walk through the same
/// [Walk], understand the same commands, and write the same lines ([CallPage], [HelpPage] …).
///
/// Start with [Walk], then [LineByLine], then [FullScreen].
///
/// Left out on purpose: a terminal library's own way to read keys. It reads ahead, and what it had read ahead would be lost to
/// the container's program.
package learnc.runtime.cli.step;
