/// In which formats can a trace leave learnc?
///
/// Besides text, JSON Lines and strace's own notation, which the runtime writes itself, there are formats that other programs
/// read. Each is an [learnc.runtime.trace.EventWriter]: it hears the header, each event and the end, and needs no more memory
/// for a million events than for ten, unless it says so.
///
/// Start with [ViewerFormats], the table of contents.
package learnc.viewer.format;
