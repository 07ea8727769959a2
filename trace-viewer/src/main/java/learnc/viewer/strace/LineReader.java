package learnc.viewer.strace;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import learnc.viewer.strace.StraceLine.Aside;
import learnc.viewer.strace.StraceLine.Begun;
import learnc.viewer.strace.StraceLine.Ended;
import learnc.viewer.strace.StraceLine.Front;
import learnc.viewer.strace.StraceLine.Resumed;
import learnc.viewer.strace.StraceLine.Whole;

/// Takes lines apart: `23155<crun> 1795474485.765352 execve(`…
final class LineReader {

    /// The number of the thread, in both ways in which strace writes it: with `-o`, and without.
    private static final Pattern THREAD = Pattern.compile("(?:\\[pid +([0-9]{1,9})(?:<([^>]*)>)?\\]|([0-9]{1,9})(?:<([^>]*)>)?(?= )) +");
    /// Since 1970 (`-ttt`) or since midnight (`-tt`, `-t`).
    private static final Pattern TIME = Pattern.compile("(?:([0-9]{1,10})\\.([0-9]{1,9})|([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]{1,9}))?) +");
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. ([a-z0-9_?]+) resumed> ?");
    private static final Pattern DUMP = Pattern.compile(" [|>] ?.*");
    private static final Pattern DURATION = Pattern.compile(" <([0-9]{1,9})\\.([0-9]{1,9})>$");
    private static final String UNFINISHED = "<unfinished ...>";
    private static final String DETACHED = "<detached ...>";
    private static final int MICROS = 1_000_000;
    private static final int MINUTE = 60;

    private LineReader() {
    }

    /// One line.
    ///
    /// @throws StraceRefusal when strace would not have written it
    static StraceLine read(String line, long number) {
        if (DUMP.matcher(line).matches() || line.startsWith("strace: ")) {
            return new Aside(new Front(number, 0, "", 0));
        }
        Matcher thread = THREAD.matcher(line);
        boolean hasThread = thread.lookingAt();
        String behindThread = hasThread ? line.substring(thread.end()) : line;
        Matcher time = TIME.matcher(behindThread);
        boolean hasTime = time.lookingAt();
        var front = new Front(number, hasThread ? Integer.parseInt(either(thread, 1, 3)) : 0, hasThread ? program(thread) : "", hasTime ? micros(time) : 0);
        return body(front, hasTime ? behindThread.substring(time.end()) : behindThread);
    }

    private static String either(Matcher found, int one, int other) {
        return found.group(one) != null ? found.group(one) : found.group(other);
    }

    private static String program(Matcher thread) {
        String program = either(thread, 2, 4);
        return program == null ? "" : program;
    }

    private static long micros(Matcher time) {
        String fraction = either(time, 2, 6);
        long seconds = time.group(1) != null ? Long.parseLong(time.group(1))
                : (Long.parseLong(time.group(3)) * MINUTE + Long.parseLong(time.group(4))) * MINUTE + Long.parseLong(time.group(5));
        return micros(Long.toString(seconds), fraction == null ? "0" : fraction);
    }

    private static long micros(String seconds, String fraction) {
        return Long.parseLong(seconds) * MICROS + Long.parseLong((fraction + "00000").substring(0, 6));
    }

    private static StraceLine body(Front front, String body) {
        if (body.startsWith("--- ")) {
            return new Aside(front);
        }
        if (body.startsWith("+++ ")) {
            return new Ended(front);
        }
        String text = body.stripTrailing();
        Matcher resumed = RESUMED.matcher(text);
        if (resumed.lookingAt()) {
            return new Resumed(front, resumed.group(1), text.substring(resumed.end()));
        }
        if (text.endsWith(UNFINISHED)) {
            return new Begun(front, text.substring(0, text.length() - UNFINISHED.length()));
        }
        return new Whole(front, text);
    }

    /// A whole call.
    ///
    /// @param front when it began
    /// @param text  `close(3) = 0 <0.000012>`
    /// @param ended when it ended, for a log without `-T`; 0 where that is not known
    static StraceCall call(Front front, String text, long ended) {
        int open = text.indexOf('(');
        need(front, open > 0 && isName(text, open), "no system call");
        String whole = text.endsWith(DETACHED) ? text.replace(DETACHED, ") = ?") : text.replace(UNFINISHED + ")", ")");
        var reader = new TermReader(whole, open + 1, front.number());
        List<Term> arguments = reader.arguments();
        String rest = whole.substring(reader.position()).strip();
        Matcher duration = DURATION.matcher(rest);
        boolean hasDuration = duration.find();
        String result = hasDuration ? rest.substring(0, duration.start()) : rest;
        need(front, result.startsWith("= ") && result.length() > 2, "no result");
        long micros = hasDuration ? micros(duration.group(1), duration.group(2)) : ended == 0 ? 0 : Math.max(0, ended - front.micros());
        return new StraceCall(front.number(), front.thread(), front.program(), front.micros(), micros, text.substring(0, open), arguments,
                result.substring(2).strip());
    }

    private static boolean isName(String text, int length) {
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '?')) {
                return false;
            }
        }
        return true;
    }

    private static void need(Front front, boolean isSo, String what) {
        if (!isSo) {
            throw new StraceRefusal(front.number(), what);
        }
    }
}
