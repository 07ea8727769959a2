package learnc.labs.check;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import learnc.labs.box.Bounds;
import learnc.labs.box.Box;
import learnc.runtime.trace.Event;

/// A program of the student's that was started: it may still run, or be over.
public final class Running {

    private final Box box;
    private final List<String> command;
    private final long deadline;

    Running(Box box, List<String> command, Bounds bounds) {
        this.box = box;
        this.command = command;
        this.deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(bounds.seconds());
    }

    /// Waits until some process in there executes exactly these words, and gives that process: `program("sleep", "1000")`. With a
    /// [Trial#nonce] among the words nobody can have executed them before.
    ///
    /// The trial is over when it does not happen.
    public Seen program(String... words) {
        Seen program = programIfAny(words);
        if (program == null) {
            throw new TrialOver("the program '" + String.join(" ", words) + "' was never executed" + said());
        }
        return program;
    }

    /// The same for a check that can say more than that about a program which was never executed.
    ///
    /// @return null when it has ended, or had to be ended, without
    public Seen programIfAny(String... words) {
        Event execve = awaited(event -> executes(event, List.of(words)));
        if (execve == null) {
            awaitEnd();
            return null;
        }
        return new Seen(execve.pid());
    }

    private static boolean executes(Event event, List<String> words) {
        String argv = words.stream().map(word -> "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"").collect(Collectors.joining(", ", "[", "]"));
        return event.systemCall().equals("execve") && event.refusal() == null && event.result() == 0 && Calls.argument(event, "argv").equals(argv);
    }

    /// The first process of the box: its mounts, its network, its groups are where a script has left things.
    public Seen first() {
        return new Seen(box.pid());
    }

    /// Waits until the script has ended that was started by [Trial#script]. The trial is over when it had to be ended.
    ///
    /// @return its exit code; -1 when a signal has ended it
    public int scriptEnd() {
        Seen first = first();
        Event end = awaited(event -> event.pid() == first.pid() && executes(event, List.of("sleep", "1000000")));
        if (end == null) {
            awaitEnd();
            throw new TrialOver("the script did not end" + said());
        }
        Event script = awaited(event -> event.systemCall().equals("execve") && Calls.argument(event, "argv").startsWith("[\"sh\", \"" + command.get(4) + "\""));
        Event exit = calls().named("exit_group").where(event -> event.pid() == script.pid()).last();
        return exit == null ? -1 : (int) (exit.arguments().getFirst().raw() & 0xff);
    }

    /// Waits for a call that the kernel did not refuse.
    ///
    /// @return null when it never comes
    public Event awaited(Predicate<Event> wanted) {
        try {
            return box.witness().await(wanted, deadline);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /// Waits until it has ended. The trial is over when it had to be ended.
    ///
    /// @return its exit code, or 128 + the signal that has ended it
    public int exitCode() {
        try {
            int code = box.exitCode();
            if (box.excess() != null) {
                throw new TrialOver(box.excess() + ", and was ended" + said());
            }
            return code;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new TrialOver("interrupted");
        }
    }

    /// What was waited for has not come: it has ended, or its time is over and it will be ended now.
    private void awaitEnd() {
        try {
            box.exitCode();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private String said() {
        String errors = box.errors().strip();
        String excess = box.excess() == null ? "" : "; " + box.excess();
        return excess + (errors.isEmpty() ? "" : "; it said:\n" + errors);
    }

    /// What it has said on standard output until now: all of it after [#exitCode].
    public String output() {
        return box.output();
    }

    /// What it has said on standard error until now.
    public String errors() {
        return box.errors();
    }

    /// Types a line into its standard input.
    public void type(String line) {
        box.type(line + "\n");
    }

    /// The calls that the witness has seen until now.
    public Calls calls() {
        return new Calls(box.witness().events());
    }

    /// Where the witness writes them down.
    public Path traceFile() {
        return box.traceFile();
    }

    /// Ends it, and everything in it. State cannot be looked at any more, calls and output can.
    public void end() {
        box.close();
    }
}
