package learnc.runtime.trace.step;

import java.util.function.Consumer;

import learnc.runtime.trace.EventWriter;

/// How a module that builds on the runtime brings a front end of its own: it registers an implementation of this as a service
/// (`META-INF/services/learnc.runtime.trace.step.MoreFrontEnds`).
public interface MoreFrontEnds {

    /// What `--step=NAME` calls it.
    String name();

    /// Opens it for one run.
    ///
    /// @param say tells the user something, a sentence each
    Seat open(Consumer<String> say);

    /// A front end that also sees every event.
    interface Seat extends FrontEnd {

        /// Has to be one of the trace's writers.
        EventWriter writer();
    }
}
