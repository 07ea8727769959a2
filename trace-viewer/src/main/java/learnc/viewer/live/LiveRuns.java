package learnc.viewer.live;

import java.io.IOException;
import java.util.function.Consumer;

import learnc.runtime.spec.Failure;
import learnc.runtime.trace.step.MoreFrontEnds;

/// Makes the page a place to step in: `learnc run --step=page`.
public final class LiveRuns implements MoreFrontEnds {

    @Override
    public String name() {
        return "page";
    }

    @Override
    public Seat open(Consumer<String> say) {
        try {
            var run = new LiveRun(say);
            say.accept("the run waits for you at " + run.address());
            return run;
        } catch (IOException refused) {
            throw new Failure("cannot serve the page: " + refused.getMessage() + "\n  try: --step alone, which needs only the terminal", refused);
        }
    }
}
