/// How does one step through a run in the browser? `learnc run --step=page`.
///
/// The run writes its trace into a file as always ([LiveTrace]), and the page reads that file while it grows. Before each call the
/// run waits at its gate; [LiveRun] is who sits there: it tells the page what is coming, and waits for the answer that the page
/// posts.
///
/// Start with [LiveRun]. Left out on purpose: going back, which the page does by itself, in the part of the trace that it has.
package learnc.viewer.live;
