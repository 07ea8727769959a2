package learnc.runtime.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import learnc.runtime.spec.Failure;
import learnc.runtime.trace.TextStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `learnc trace export`: writes a trace in another format.
@Command(name = "export", description = "Write a trace in another format.")
final class TraceExport implements Runnable {

    @Parameters(paramLabel = "FILE", description = "Written by --trace=FILE.")
    String file;

    @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "text, jsonl, strace (as 'strace -f -yy -ttt -T' writes), chrome (for ui.perfetto.dev), html, summary, or sh: a shell script that makes the same container.")
    String format;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "The file to write; else it is printed.")
    String output;

    @Mixin
    TraceChoice choice = new TraceChoice();

    @Mixin
    Common common;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        TraceFormat wanted = TraceFormat.named("--format", format);
        var copy = new TraceCopy(file, choice, spec.commandLine().getErr());
        try (OutputStream out = open()) {
            copy.to(wanted.writer(out, TextStyle.plain()));
        } catch (IOException refused) {
            throw new Failure("cannot write " + refused.getMessage() + "\n  try: another --output", refused);
        }
    }

    private OutputStream open() throws IOException {
        if (output == null || output.equals("-")) {
            return new LeftOpen(new FileOutputStream(FileDescriptor.out));
        }
        if (Files.exists(Path.of(output)) && Files.isSameFile(Path.of(file), Path.of(output))) {
            throw Said.misuse("--output: " + output + " is the trace itself");
        }
        return new FileOutputStream(output);
    }
}
