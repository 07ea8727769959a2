package learnc.runtime.cli;

import java.util.concurrent.Callable;

import learnc.runtime.trace.Event;
import learnc.runtime.trace.JsonReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc trace verify`: whether a trace is whole, and whether what it says of the kernel's state hangs together.
@Command(name = "verify", description = "Check that a trace is whole: no event missing, and each change begins where the one before it ended.",
        footer = "%nThe exit code is 0 when all is well, and 1 when something is missing or does not fit.")
final class TraceVerify implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "Written by --trace=FILE.")
    String file;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    private long events;
    private long changes;
    private long frames;

    @Override
    public Integer call() {
        JsonReader read = TraceFile.read(file, reader -> {
            for (Event event = reader.next(); event != null; event = reader.next()) {
                events++;
                changes += event.changes().size();
                frames += reader.frame() >= 0 ? 1 : 0;
            }
            return reader;
        });
        read.remarks().forEach(remark -> spec.commandLine().getErr().println("learnc: " + remark));
        boolean isWell = read.remarks().isEmpty();
        spec.commandLine().getOut().println(events + " events, " + changes + " changes of the kernel's state, " + frames + " key frames: "
                + (isWell ? "whole, and each change begins where the one before it ended" : "not all of it is here, or not all of it fits"));
        return isWell ? 0 : 1;
    }
}
