package learnc.runtime.cli;

import learnc.runtime.trace.EventFilter;
import picocli.CommandLine.Option;

/// Which events of a trace are wanted.
final class TraceChoice {

    @Option(names = "--stage", paramLabel = "NAME", description = "Only events of this stage, as pull or network.")
    String stage;

    @Option(names = "-e", paramLabel = "EXPR", description = "Only these system calls, as mount,%%file; with ! in front all others.")
    String expression;

    /// Whether anything is left out.
    boolean isOn() {
        return stage != null || expression != null;
    }

    EventFilter filter() {
        try {
            return new EventFilter(expression, stage);
        } catch (IllegalArgumentException unknown) {
            throw Said.misuse("-e: " + unknown.getMessage());
        }
    }

    /// For the last line: what is hidden is always said.
    String said() {
        return (stage == null ? "" : "--stage " + stage) + (stage != null && expression != null ? " " : "") + (expression == null ? "" : "-e " + expression);
    }
}
