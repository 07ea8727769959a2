/// How can a notebook run cells as root when its web server must not be root?
///
/// The idea: two processes. The [Keeper] is root and knows four words: open a sandbox, start the Java machine in it, close it, and
/// tell what has been said. It reads no HTTP, no lesson and no file of the student's. It starts the server as the [Person] who has
/// called `sudo`, without any capability, and listens to it over a pipe; the pipe's end is the end of both. [KeptMachines] is the
/// server's side of that pipe. Cells and results go past the keeper, through a socket between the server and the sandbox.
///
/// Start reading at [Keeper]. Left out on purpose: what the server serves.
package learnc.lessons.keeper;
