package learnc.runtime.cli;

import java.util.ArrayList;
import java.util.List;

import learnc.runtime.trace.EventFilter;
import learnc.runtime.trace.payload.CallNames;
import picocli.CommandLine.Option;

/// Which events of a trace are wanted.
final class TraceChoice {

    @Option(names = "--stage", paramLabel = "NAME", description = "Only events of this stage, as pull or network.")
    String stage;

    @Option(names = "-e", paramLabel = "EXPR", description = "Only these system calls, as mount,%%file; with ! in front all others. Also"
            + " stage:NAME, path:PATH, failed, succeeded.")
    List<String> expressions = new ArrayList<>();

    @Option(names = "-P", paramLabel = "PATH", description = "Only what touches this path, or something below it.")
    String path;

    @Option(names = "-z", description = "Only calls that succeeded.")
    boolean isSucceeded;

    @Option(names = "-Z", description = "Only calls that were refused.")
    boolean isRefused;

    /// Whether anything is left out.
    boolean isOn() {
        return !said().isEmpty();
    }

    EventFilter filter() {
        filter("--stage", stage == null ? "" : "stage:" + stage);
        return filter("-e", expression());
    }

    /// The filter that an expression means.
    ///
    /// @param option what the user has said it with
    static EventFilter filter(String option, String expression) {
        try {
            CallNames.check(expression);
            return new EventFilter(expression, null);
        } catch (IllegalArgumentException unknown) {
            throw Said.misuse(option + ": " + unknown.getMessage());
        }
    }

    private String expression() {
        var words = new ArrayList<>(expressions);
        if (stage != null) {
            words.add("stage:" + stage);
        }
        if (path != null) {
            words.add("path:" + path);
        }
        if (isSucceeded) {
            words.add("succeeded");
        }
        if (isRefused) {
            words.add("failed");
        }
        return String.join(",", words);
    }

    /// For the last line: what is hidden is always said.
    String said() {
        var words = new ArrayList<String>();
        if (stage != null) {
            words.add("--stage " + stage);
        }
        expressions.forEach(expression -> words.add("-e " + expression));
        if (path != null) {
            words.add("-P " + path);
        }
        if (isSucceeded) {
            words.add("-z");
        }
        if (isRefused) {
            words.add("-Z");
        }
        return String.join(" ", words);
    }
}
