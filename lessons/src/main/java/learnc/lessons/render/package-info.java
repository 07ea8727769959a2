/// How does a lesson's text become a page?
///
/// The idea: AsciidoctorJ needs seconds to start and 36 MB of jars, so it never comes near learnc's own class path. The build
/// renders every lesson once ([learnc.lessons.render.press.Press]) and puts the HTML into the jar. Only a text that a reader has
/// changed is rendered at run time, by a process of its own that is started when the first one comes ([EditedProse]).
/// Both go through [Fragment], which keeps harmless tags only, and leaves `<div class="cell" data-cell="ID"></div>` for each cell.
///
/// Start reading at [Prose]. Left out on purpose: how cells look; the notebook, the site and the exports fill them in.
package learnc.lessons.render;
