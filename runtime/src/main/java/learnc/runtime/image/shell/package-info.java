/// What is an image, if nobody has made one?
///
/// Files and a few lines of JSON. So learnc makes one from the host's own programs, `learnc/shell`: a shell, the small
/// tools, and the libraries that they need. A first run needs no network, and the same files always give the same digest.
///
/// Start with [ShellImage]. [ElfFile] reads in a program which libraries it wants, [Libraries] finds them as the host's
/// loader would, [FileTree] keeps what belongs into the layer.
///
/// Left out on purpose: package managers, and programs that need more than their libraries (interpreters, locales).
package learnc.runtime.image.shell;
