/// What do runc, crun and docker ask of Linux?
///
/// A log that strace(1) has made of another container engine becomes a trace like learnc's own, so that everything that shows a
/// trace shows it, too. [Import] reads the log twice: first to learn who is whose child, which of them becomes the container, and
/// when the container's program begins ([Family]); then to turn each call into an event, with the stage to which it belongs
/// ([Stages]).
///
/// Start with [Import]; then [Stages], which is where our six stages are recognised in the work of others.
///
/// Left out on purpose: what strace cannot know, as the line of the source, and what each call changed.
package learnc.viewer.imported;
