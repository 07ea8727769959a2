package learnc.runtime.trace;

import java.util.List;

/// One system call that was made, in words. Everything in it is text or a number, so that an event that was read from a file
/// is the same as one that has just happened.
///
/// @param sequence            1, 2, 3, … in the order in which the calls ended
/// @param startNanoseconds    since the trace began
/// @param durationNanoseconds as learnc saw it, so for a puppet with the way there and back
/// @param stage               `pull` … `exec`, or [#NO_STAGE]
/// @param flowStep            of the eight steps of `docker run`, or null
/// @param door                `host`, `zygote` or `inside`
/// @param pid                 the process that made the call, as the host counts
/// @param pidInside           the same, as its own PID namespace counts
/// @param thread              the thread that made the call, as the host counts
/// @param threadName          what Java calls the thread that asked for it
/// @param systemCall          its name in the manual
/// @param number              its number on this machine
/// @param arguments           in the order of the manual page
/// @param result              as the kernel returned it: −4095 to −1 is an errno, negated; 0 where it did not return
/// @param resultText          the same for people: `3</proc/self/fd>`, `-1 EPERM (Operation not permitted)`, `?`
/// @param refusal             why it was refused, or null
/// @param source              the line of Java that wanted it
/// @param explanation         what it is for, or null when nobody was asked to explain
/// @param changes             what it changed in the kernel; empty when nothing, or when nobody looked
public record Event(long sequence, long startNanoseconds, long durationNanoseconds, String stage, String flowStep, String door,
                    int pid, int pidInside, int thread, String threadName, String systemCall, int number,
                    List<Value> arguments, long result, String resultText, Refusal refusal, Source source,
                    Explanation explanation, List<Change> changes) {

    /// The stage of a call that learnc made for itself: for its store, its ledger, or to wait.
    public static final String NO_STAGE = "learnc";

    /// The stage, and the door, of a call that the program itself made.
    public static final String PAYLOAD = "payload";

    /// How an argument reads that the kernel has not filled yet.
    public static final String YET_TO_COME = "…";

    /// An event that nobody has explained, and of which nobody knows what it changed.
    public Event(long sequence, long startNanoseconds, long durationNanoseconds, String stage, String flowStep, String door, int pid, int pidInside,
                 int thread, String threadName, String systemCall, int number, List<Value> arguments, long result, String resultText, Refusal refusal,
                 Source source) {
        this(sequence, startNanoseconds, durationNanoseconds, stage, flowStep, door, pid, pidInside, thread, threadName, systemCall, number, arguments,
                result, resultText, refusal, source, null, List.of());
    }

    /// The same with another refusal.
    Event with(Refusal other) {
        return new Event(sequence, startNanoseconds, durationNanoseconds, stage, flowStep, door, pid, pidInside, thread, threadName, systemCall, number,
                arguments, result, resultText, other, source, explanation, changes);
    }

    /// The same with an explanation.
    public Event with(Explanation other) {
        return new Event(sequence, startNanoseconds, durationNanoseconds, stage, flowStep, door, pid, pidInside, thread, threadName, systemCall, number,
                arguments, result, resultText, refusal, source, other, changes);
    }

    /// The same with what it changed.
    public Event with(List<Change> others) {
        return new Event(sequence, startNanoseconds, durationNanoseconds, stage, flowStep, door, pid, pidInside, thread, threadName, systemCall, number,
                arguments, result, resultText, refusal, source, explanation, others);
    }

    /// The same, of a call that was not made as it was asked for: `-1 EPERM (Operation not permitted) (INJECTED)`, as strace(1) has it.
    Event tampered(String how) {
        return new Event(sequence, startNanoseconds, durationNanoseconds, stage, flowStep, door, pid, pidInside, thread, threadName, systemCall, number,
                arguments, result, resultText + " (" + how + ")", refusal, source, explanation, changes);
    }

    /// An argument.
    ///
    /// @param name  in the manual page
    /// @param text  decoded, in the notation of strace(1)
    /// @param raw   the word that the kernel got; null for a pointer
    /// @param flags the single names in a word of flags; empty elsewhere
    /// @param bytes a whole message in hexadecimal digits, where the text is only a summary or its beginning; else null
    public record Value(String name, String text, Long raw, List<String> flags, String bytes) {
    }

    /// A no of the kernel.
    ///
    /// @param errno   its name, as `EPERM`
    /// @param meaning what strerror(3) says
    /// @param because the likely cause here, or null when nobody has written one down
    /// @param remedy  what to try, or null; with a cause and no remedy, learnc expects this answer and goes on
    public record Refusal(String errno, String meaning, String because, String remedy) {
    }

    /// A line of Java.
    ///
    /// @param className with its package
    /// @param file      without folders
    /// @param line      from 1; 0 when the class was compiled without line numbers
    /// @param method    its name
    public record Source(String className, String file, int line, String method) {
    }

    /// What a call is for, in words for people.
    ///
    /// @param why     one sentence: what it is for here
    /// @param without what would be different without it, or null
    /// @param shell   the same as a command for a shell, or null
    /// @param manual  the page of the manual, as `mount(2)`, or null
    public record Explanation(String why, String without, String shell, String manual) {
    }
}
