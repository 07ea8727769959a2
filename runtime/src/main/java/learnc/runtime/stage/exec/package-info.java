/// How does the prepared process become the program that the user asked for?
///
/// Until now it can do everything root can. So it gives up, in an order in which each step is still allowed: it finds out who
/// the user is (in the image's own /etc/passwd), drops capabilities, changes its user, gives every signal its default effect,
/// and then executes the program, which replaces it. The program is PID 1.
///
/// Start with [Exec#start], then [Launch], where the order is. [Join] starts a further program in a container that runs.
///
/// Limits of single processes (ulimit) are learnc's own, because raising one needs CAP_SYS_RESOURCE. The Java machine has raised
/// its number of open files to the highest that is allowed.
///
/// Left out on purpose: seccomp filters, AppArmor and SELinux labels, and init programs (`--init`).
package learnc.runtime.stage.exec;
