/// How does a process get its own view of the machine?
///
/// Linux keeps what a process sees in namespaces: the mounts, the process numbers, the host name, the message queues, the
/// network, the users. One clone3(2) gives a process fresh ones; then this process itself, one call at a time, mounts what a
/// Linux program expects to find, makes the image its root, and hides what would tell it about, or give it power over, the host.
///
/// Start with [Namespaces#init]: the order of its lines is the lesson.
///
/// Left out on purpose: the cgroup namespace (stage cgroups unshares it, when the process is in its group), the time
/// namespace (Docker has none), the network's content, and anonymous volumes of an image.
package learnc.runtime.stage.namespaces;
