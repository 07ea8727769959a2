package learnc.runtime.cli;

import java.io.PrintWriter;
import java.util.function.UnaryOperator;

import learnc.runtime.kernel.Door;
import learnc.runtime.kernel.linux.Linux;
import learnc.runtime.trace.Trace;
import learnc.runtime.trace.payload.PayloadTrace;
import learnc.runtime.trace.payload.Wanted;
import picocli.CommandLine.Option;

/// The options that also watch the program itself.
final class PayloadOptions {

    @Option(names = "--trace-payload", arity = "0..1", paramLabel = "EXPR", preprocessor = OnlyAttached.class,
            description = "Trace the program's own system calls, too, in all its threads and children, as strace -f does. With =EXPR only those, as"
                    + " openat,%%net; with ! in front all others. Without --trace they appear alone, on standard error.")
    String expression;

    @Option(names = "--strings", paramLabel = "N", description = "Show N bytes of the program's strings and buffers, else 32.")
    Integer stringBytes;

    private Wanted wanted;

    /// Whether the program is to be watched.
    boolean isOn() {
        return expression != null;
    }

    /// What is put around the plain doors to watch the program.
    ///
    /// @param err gets one sentence when something goes wrong
    UnaryOperator<Door> around(Trace trace, PrintWriter err) {
        return new PayloadTrace(new Linux(UnaryOperator.identity()).host(), trace, wanted(), complaint -> err.println("learnc: " + complaint));
    }

    /// Refuses an expression that makes no sense, before anything is opened.
    Wanted wanted() {
        if (stringBytes != null && (stringBytes < 0 || stringBytes > Wanted.MOST_STRING_BYTES)) {
            throw Said.misuse("--strings: a number from 0 to " + Wanted.MOST_STRING_BYTES + ", not " + stringBytes);
        }
        try {
            wanted = wanted == null ? new Wanted(expression, stringBytes == null ? Wanted.USUAL_STRING_BYTES : stringBytes) : wanted;
            return wanted;
        } catch (IllegalArgumentException unknown) {
            throw Said.misuse("--trace-payload: " + unknown.getMessage());
        }
    }
}
