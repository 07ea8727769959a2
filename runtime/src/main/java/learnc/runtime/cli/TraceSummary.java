package learnc.runtime.cli;

import learnc.runtime.trace.TextStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc trace summary`: what a trace comes to.
@Command(name = "summary", description = "Say how often a trace makes each call, how often it is refused, how long it takes; and which are the slowest.")
final class TraceSummary implements Runnable {

    /// The format that other modules bring.
    static final String FORMAT = "summary";

    @Parameters(paramLabel = "FILE", description = "Written by --trace=FILE.")
    String file;

    @Mixin
    TraceChoice choice = new TraceChoice();

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        TraceFormat summary = TraceFormat.named("summary", FORMAT);
        TraceShow.print(file, choice, out -> summary.writer(out, TextStyle.plain()), spec.commandLine().getErr());
    }
}
