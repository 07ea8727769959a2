package learnc.viewer.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import learnc.runtime.cli.Common;
import learnc.runtime.cli.TraceFile;
import learnc.runtime.trace.Event;
import learnc.runtime.trace.EventFilter;
import learnc.runtime.trace.JsonReader;
import learnc.runtime.trace.Printable;
import learnc.viewer.compare.Comparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc trace diff`: what one run does that another does not.
@Command(name = "diff", description = "Say what one run does that another does not, stage by stage.", footer = {
    "%nIds, numbers of processes and of descriptors are not compared. The exit code is 0 when both do the same, else 1.", "%nExamples:",
    "  learnc run --trace=a.jsonl learnc/shell true", "  learnc run --trace=b.jsonl --memory 64m learnc/shell true", "  learnc trace diff a.jsonl b.jsonl"})
final class TraceDiff implements Callable<Integer> {

    private static final int SAME = 0;
    private static final int DIFFERENT = 1;
    private static final int MOST_EVENTS = 200_000;

    @Parameters(index = "0", paramLabel = "FILE", description = "Written by --trace=FILE.")
    String before;

    @Parameters(index = "1", paramLabel = "FILE", description = "Another one.")
    String after;

    @Option(names = "--stage", paramLabel = "NAME", description = "Compare only this stage.")
    String stage;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean isSame = true;
        for (Comparison.InStage compared : Comparison.of(read(before), read(after))) {
            List<Comparison.Difference> differences = compared.differences();
            out.println("> " + Printable.text(compared.stage()) + ": " + compared.same() + " the same, " + count(differences, Comparison.Changed.class) + " changed, "
                    + count(differences, Comparison.Missing.class) + " only before, " + count(differences, Comparison.Added.class) + " only after");
            differences.forEach(difference -> print(out, difference));
            isSame &= differences.isEmpty();
        }
        out.flush();
        return isSame ? SAME : DIFFERENT;
    }

    private static long count(List<Comparison.Difference> differences, Class<? extends Comparison.Difference> kind) {
        return differences.stream().filter(kind::isInstance).count();
    }

    private static void print(PrintWriter out, Comparison.Difference difference) {
        switch (difference) {
            case Comparison.Missing missing -> out.println("  - #" + missing.step().sequence() + "  " + Printable.text(missing.step().shown()));
            case Comparison.Added added -> out.println("  + #" + added.step().sequence() + "  " + Printable.text(added.step().shown()));
            case Comparison.Changed changed -> {
                out.println("  ~ #" + changed.before().sequence() + " #" + changed.after().sequence() + "  " + Printable.text(changed.after().shown()));
                changed.details().forEach(detail -> out.println("        " + Printable.text(detail)));
            }
        }
    }

    private List<Event> read(String file) {
        PrintWriter err = spec.commandLine().getErr();
        EventFilter filter = filter();
        var events = new ArrayList<Event>();
        JsonReader read = TraceFile.read(file, reader -> {
            for (Event event = reader.next(); event != null && events.size() < MOST_EVENTS; event = reader.next()) {
                if (filter.test(event)) {
                    events.add(event);
                }
            }
            return reader;
        });
        read.remarks().forEach(remark -> err.println("learnc: " + file + ": " + remark));
        if (events.size() == MOST_EVENTS) {
            err.println("learnc: " + file + ": only the first " + MOST_EVENTS + " events are compared");
        }
        return events;
    }

    private EventFilter filter() {
        try {
            return new EventFilter(null, stage);
        } catch (IllegalArgumentException unknown) {
            throw new ParameterException(spec.commandLine(), "--stage: " + unknown.getMessage());
        }
    }
}
