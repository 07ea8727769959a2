package learnc.viewer.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import learnc.runtime.cli.Common;
import learnc.runtime.cli.LeftOpen;
import learnc.runtime.spec.Failure;
import learnc.runtime.trace.JsonWriter;
import learnc.viewer.imported.Import;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc trace import`: makes a trace of what strace has seen of another engine.
@Command(name = "import", description = "Make a trace of a log that strace has written of runc, crun, podman or docker.", footer = {"%nExamples:",
    "  strace -f -yy -Y -ttt -T -v -s 256 -o runc.strace runc run c1",
    "  learnc trace import runc.strace -o runc.jsonl",
    "  learnc trace show runc.jsonl --stage namespaces"})
final class TraceImport implements Runnable {

    @Parameters(paramLabel = "FILE", description = "Written by strace -f -yy -ttt -T -o FILE; better still with -Y -v --pidns-translation.")
    String file;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "The trace to write, as JSON Lines; else it is printed.")
    String output;

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        PrintWriter err = spec.commandLine().getErr();
        var imported = new Import(Path.of(file));
        try (OutputStream out = open()) {
            long events = imported.to(new JsonWriter(out));
            imported.remarks().forEach(remark -> err.println("learnc: " + remark));
            if (events == 0) {
                removeEmpty();
                throw new Failure(file + " is no log of strace: no line of it can be understood\n  try: strace -f -yy -Y -ttt -T -o " + file + " COMMAND");
            }
            if (output != null) {
                err.println("learnc: " + events + " events; learnc trace show " + output);
            }
        } catch (NoSuchFileException missing) {
            throw new Failure("there is no file " + missing.getFile() + "\n  try: strace -f -yy -Y -ttt -T -o " + file + " COMMAND, which writes one", missing);
        } catch (IOException unreadable) {
            throw new Failure("cannot read the log or write the trace: " + unreadable.getMessage(), unreadable);
        }
    }

    private void removeEmpty() throws IOException {
        if (output != null) {
            Files.delete(Path.of(output));
        }
    }

    private OutputStream open() throws IOException {
        if (output == null) {
            return new LeftOpen(new FileOutputStream(FileDescriptor.out));
        }
        if (Files.exists(Path.of(output)) && Files.exists(Path.of(file)) && Files.isSameFile(Path.of(file), Path.of(output))) {
            throw new ParameterException(spec.commandLine(), "--output: " + output + " is the log itself");
        }
        if (!Files.exists(Path.of(file))) {
            throw new NoSuchFileException(file);
        }
        return new FileOutputStream(output);
    }
}
