package learnc.viewer.strace;

import java.util.List;

/// A system call as strace saw it.
///
/// @param line            where it began in the log, from 1
/// @param thread          who made it, as the one who ran strace counts; 0 where the log does not say it
/// @param program         what the thread was called then (`-Y`); empty where the log does not say it
/// @param startMicros     when it began: since 1970 with `-ttt`, since midnight with `-tt`, 0 without times
/// @param durationMicros  how long it took; 0 where the log does not say it
/// @param name            of the system call
/// @param arguments       understood
/// @param result          as strace wrote it: `3</proc>`, `-1 EPERM (Operation not permitted)`, `?`
public record StraceCall(long line, int thread, String program, long startMicros, long durationMicros, String name, List<Term> arguments,
                         String result) {

    /// Whether the kernel said no.
    public boolean isRefused() {
        return result.startsWith("-1 E");
    }

    /// The number that came back; null when none did.
    public Long number() {
        return new Term(result, List.of()).number();
    }

    /// The argument at that place, from 0; an empty one where there are fewer.
    public Term argument(int index) {
        return index < arguments.size() ? arguments.get(index) : new Term("", List.of());
    }
}
