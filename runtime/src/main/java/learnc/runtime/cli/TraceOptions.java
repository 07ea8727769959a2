package learnc.runtime.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import learnc.runtime.cli.step.Stepping;
import learnc.runtime.kernel.Door;
import learnc.runtime.spec.Failure;
import learnc.runtime.trace.EventFilter;
import learnc.runtime.trace.EventWriter;
import learnc.runtime.trace.FilteredWriter;
import learnc.runtime.trace.Header;
import learnc.runtime.trace.JsonWriter;
import learnc.runtime.trace.TextStyle;
import learnc.runtime.trace.TextWriter;
import learnc.runtime.trace.Trace;
import learnc.runtime.trace.shell.ShellWords;
import learnc.runtime.trace.state.KernelObserver;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of every command that can be watched: add them with `@Mixin TraceOptions trace`.
final class TraceOptions {

    private static final String ON_SCREEN = "";
    private static final Set<String> WITHOUT_STATE = Set.of("text", "strace", "summary");

    @Mixin
    ScreenOptions screen = new ScreenOptions();

    @Option(names = "--trace", arity = "0..1", paramLabel = "FILE", preprocessor = OnlyAttached.class,
            description = "Show every system call on standard error; with =FILE, write it there as JSON Lines (see 'learnc trace'). May be given twice.")
    List<String> targets = new ArrayList<>();

    @Option(names = "--trace-format", paramLabel = "FORMAT",
            description = "How --trace writes: text (as usual on the screen), jsonl (as usual into a file), strace, chrome, html, summary.")
    String format;

    @Option(names = "--trace-filter", paramLabel = "EXPR",
            description = "Trace only these system calls, as mount,%%file; with ! in front all others. Also stage:NAME, path:PATH, failed, succeeded.")
    String filter;

    @Option(names = "--no-state", description = "Do not look after each call what it has changed in the kernel: --trace=FILE and --explain=full do.")
    boolean isWithoutState;

    @Option(names = "--step", arity = "0..1", paramLabel = "page", preprocessor = OnlyAttached.class,
            description = "Wait before every system call, and show it: n makes it, ? lists what else can be done. With =page, in the browser.")
    String step;

    @Option(names = "--break", paramLabel = "WHERE", description = "Step, from here on: a system call as mount or %%net, stage:exec, or "
            + "Namespaces.java:118. With --step, a place where 'continue' stops. May be given several times.")
    List<String> breakpoints = new ArrayList<>();

    @Option(names = "--until", paramLabel = "N", description = "Step, from the Nth call on.")
    Long until;

    /// Only where a program is run; null elsewhere.
    PayloadOptions payload;

    /// Whether anything is to be watched.
    boolean isOn() {
        return !targets.isEmpty() || isStepped() || isPayloadOnly() || isOnScreenAnyway();
    }

    /// Whether only the program is to be watched, and not learnc.
    boolean isPayloadOnly() {
        return targets.isEmpty() && !isStepped() && payload != null && payload.isOn();
    }

    /// Who chooses a format, events or explanations wants to see a trace.
    private boolean isOnScreenAnyway() {
        return targets.isEmpty() && !isStepped() && !isPayloadOnly() && (format != null || filter != null || screen.isAskedFor());
    }

    /// What watches the program: is put around the plain doors. Null when nobody wants it.
    UnaryOperator<Door> aroundPlainDoors(Trace trace, PrintWriter err) {
        return payload == null || !payload.isOn() ? null : payload.around(trace, err);
    }

    /// Whether calls wait.
    boolean isStepped() {
        return step != null || until != null || !breakpoints.isEmpty();
    }

    /// Begins the step mode that the options ask for. Call it only when [#isStepped()].
    Stepping stepping(Called called) {
        return Steps.begin(this, called);
    }

    /// Begins the trace of a command that cannot be stepped through.
    Trace begin(PrintWriter err, String learncVersion, List<String> command) {
        if (isStepped()) {
            throw Said.misuse("--step, --break, --until: " + command.getFirst() + " cannot be stepped through; try: learnc stage " + command.getFirst());
        }
        return begin(err, learncVersion, command, null);
    }

    /// Begins the trace that the options ask for. Call it only when [#isOn()].
    ///
    /// @param err      gets one sentence when a trace file cannot be written to its end
    /// @param command  the whole command line
    /// @param stepping shows every call itself, so that the trace is not shown on the same screen; null for none
    Trace begin(PrintWriter err, String learncVersion, List<String> command, Stepping stepping) {
        List<EventWriter> writers = writers(stepping != null);
        if (stepping != null) {
            writers.addAll(stepping.writers());
        }
        // Around the filter: to know what a call means, the ones before it must be known.
        writers.replaceAll(writer -> writer.wantsExplanations() ? new ShellWords(writer) : writer);
        var trace = new Trace(Header.now(learncVersion, command), complaint -> err.println("learnc: " + complaint),
                writers.toArray(EventWriter[]::new));
        return wantsState() ? trace.observedBy(new KernelObserver()) : trace;
    }

    /// Nothing is opened before the format and the filter make sense.
    private List<EventWriter> writers(boolean isScreenTaken) {
        TraceFormat wanted = format == null ? null : TraceFormat.named("--trace-format", format);
        EventFilter chosen = filter == null ? null : TraceChoice.filter("--trace-filter", filter);
        var writers = new ArrayList<EventWriter>();
        for (String target : targets) {
            if (!target.equals(ON_SCREEN) || !isScreenTaken) {
                writers.add(writer(target, wanted));
            }
        }
        if (isPayloadOnly() || isOnScreenAnyway()) {
            writers.add(onScreen(wanted));
        }
        if (chosen != null) {
            writers.replaceAll(writer -> new FilteredWriter(writer, chosen));
        }
        return writers;
    }

    /// The format is meant for the file, where there is one.
    private EventWriter writer(String target, TraceFormat wanted) {
        if (target.equals(ON_SCREEN)) {
            boolean isForFile = targets.stream().anyMatch(other -> !other.equals(ON_SCREEN));
            return onScreen(isForFile ? null : wanted);
        }
        return wanted == null ? new JsonWriter(open(target), screen.wantsWords()) : wanted.writer(open(target), TextStyle.plain());
    }

    private EventWriter onScreen(TraceFormat wanted) {
        return new BesideTheProgram(wanted == null ? new TextWriter(System.err, screen.style()) : wanted.writer(new LeftOpen(System.err), screen.style()));
    }

    private boolean wantsState() {
        boolean hasRoom = format == null || !WITHOUT_STATE.contains(format);
        boolean isKept = hasRoom && targets.stream().anyMatch(target -> !target.equals(ON_SCREEN));
        return (isStepped() || screen.wantsState() || isKept) && !isWithoutState && !isPayloadOnly();
    }

    /// A file that could be written.
    private static String better(Path file) {
        if (Files.isDirectory(file)) {
            return "the name of a file in it, as " + file.resolve("run.jsonl");
        }
        if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
            return "a file in a directory that exists";
        }
        return "a file that this user may write, as /tmp/" + file.getFileName();
    }

    private static OutputStream open(String file) {
        try {
            return new FileOutputStream(file);
        } catch (IOException refused) {
            throw new Failure("cannot write the trace to " + refused.getMessage() + "\n  try: --trace=FILE with " + better(Path.of(file).toAbsolutePath()), refused);
        }
    }
}
