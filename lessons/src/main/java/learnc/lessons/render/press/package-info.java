/// What needs AsciidoctorJ?
///
/// The idea: the only package that uses it, and nobody uses this package: it has two programs. [Press] runs while learnc is
/// built, and the build fails when a lesson has a fault. [EditedPress] runs beside a notebook and renders what a reader has written.
///
/// Start reading at [Renderer]. Left out on purpose: what is done with the HTML; that is [learnc.lessons.render.Fragment]'s part.
package learnc.lessons.render.press;
