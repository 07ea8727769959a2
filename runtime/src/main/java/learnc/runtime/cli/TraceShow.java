package learnc.runtime.cli;

import java.io.FileOutputStream;
import java.io.FileDescriptor;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.function.Function;

import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.TextWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc trace show`: prints a trace as if its run happened now.
@Command(name = "show", description = "Print a trace that was written to a file.")
final class TraceShow implements Runnable {

    private static final int STDOUT = 1;

    @Parameters(paramLabel = "FILE", description = "Written by --trace=FILE.")
    String file;

    @Option(names = "--format", defaultValue = "text", paramLabel = "FORMAT", description = "text, jsonl, strace, chrome, html, summary, sh.")
    String format;

    @Option(names = "--state", description = "Below each call, show what it has changed in the kernel.")
    boolean hasState;

    @Option(names = "-c", description = "Only a summary: how often each call was made, how often refused, and how long it took. As 'learnc trace summary'.")
    boolean isSummary;

    @Option(names = {"-q", "--quiet"}, description = "Only the stages and the refusals; the same as --trace-quiet.")
    void beQuiet(boolean isWanted) {
        screen.isQuiet |= isWanted;
    }

    @Option(names = "--no-pager", hidden = true, description = "Accepted: learnc starts no pager.")
    boolean isNotPaged;

    @Mixin
    TraceChoice choice = new TraceChoice();

    @Mixin
    ScreenOptions screen = new ScreenOptions();

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        TraceFormat wanted = TraceFormat.named("--format", isSummary ? TraceSummary.FORMAT : format);
        print(file, choice, out -> writer(wanted, out), spec.commandLine().getErr());
    }

    /// Prints a trace as some writer does.
    static void print(String file, TraceChoice choice, Function<OutputStream, EventWriter> writer, PrintWriter err) {
        new TraceCopy(file, choice, err).to(writer.apply(new FileOutputStream(FileDescriptor.out)));
    }

    private EventWriter writer(TraceFormat wanted, OutputStream out) {
        EventWriter writer = wanted.writer(out, screen.style(STDOUT));
        return hasState && writer instanceof TextWriter text ? text.showingState() : writer;
    }
}
