package learnc.viewer.imported;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import learnc.viewer.strace.StraceCall;
import learnc.viewer.strace.Term;

/// A call that made a thread or a process.
///
/// @param line           where it begins in the log
/// @param parent         the thread that made the call
/// @param number         of the child, as the parent's PID namespace counts
/// @param host           of the child, as strace counts, where the log says it (`--pidns-translation`); else 0
/// @param isThread       of the same process
/// @param hasOwnNumbers  whether the child is the first of a new PID namespace
record Birth(long line, int parent, int number, int host, boolean isThread, boolean hasOwnNumbers) {

    private static final Set<String> CALLS = Set.of("clone", "clone3", "fork", "vfork");
    private static final Pattern TRANSLATED = Pattern.compile("/\\* ([0-9]{1,9}) in strace's PID NS \\*/");

    /// The birth that a call was; null when it was none.
    static Birth of(StraceCall call, boolean parentHasUnshared) {
        Long child = CALLS.contains(call.name()) ? call.number() : null;
        if (child == null || child <= 0 || child > Integer.MAX_VALUE) {
            return null;
        }
        Matcher translated = TRANSLATED.matcher(call.result());
        boolean isThread = says(call, "CLONE_THREAD");
        return new Birth(call.line(), call.thread(), (int) (long) child, translated.find() ? Integer.parseInt(translated.group(1)) : 0, isThread,
                !isThread && (says(call, "CLONE_NEWPID") || parentHasUnshared));
    }

    private static boolean says(StraceCall call, String flag) {
        for (Term argument : call.arguments()) {
            if (argument.says(flag)) {
                return true;
            }
        }
        return false;
    }
}
