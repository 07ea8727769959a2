/// How does the course look as a book?
///
/// The idea: plain pages, one a lesson and one for the contents, with a style sheet beside them. They need no server, no script and
/// no network, so they open from a folder, print well, and can be put onto any web server.
///
/// Start reading at [Site]. Left out on purpose: running cells; that is the notebook's part.
package learnc.lessons.site;
