package learnc.runtime.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `learnc trace`: what can be done with a trace that was written to a file.
@Command(name = "trace", description = "Show, check or translate a trace that was written to a file.", synopsisSubcommandLabel = "COMMAND",
        subcommands = {TraceShow.class, TraceSummary.class, TraceReplay.class, TraceVerify.class, TraceExport.class}, footer = {"%nExamples:",
            "  learnc run --trace=run.jsonl learnc/shell true",
            "  learnc trace show run.jsonl --stage namespaces -e %%mount",
            "  learnc trace show run.jsonl -Z                    what was refused",
            "  learnc trace show run.jsonl --state -e %%mount     and what they changed",
            "  learnc trace summary run.jsonl                    how often, how long",
            "  learnc trace replay run.jsonl --at 120            the state after it",
            "  learnc trace export run.jsonl --format strace -o run.strace",
            "  learnc trace export run.jsonl --format sh -o box.sh",
            "  sh box.sh                                         the same without learnc"})
final class TraceCommand implements Runnable {

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which of " + String.join(", ", spec.subcommands().keySet()) + "?");
    }
}
