package learnc.viewer.strace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import learnc.runtime.trace.BoundedLines;
import learnc.viewer.strace.StraceLine.Aside;
import learnc.viewer.strace.StraceLine.Begun;
import learnc.viewer.strace.StraceLine.Ended;
import learnc.viewer.strace.StraceLine.Resumed;
import learnc.viewer.strace.StraceLine.Whole;

/// Reads a log of strace call by call, in the order in which the calls ended. The log may be cut off, damaged, or something else
/// altogether: what can be read is read, and [#remarks()] says what is missing.
public final class StraceLog {

    private static final int MOST_REMARKS = 20;
    private static final int MOST_UNFINISHED = 1 << 16;
    private static final int LONGEST_LINE_BYTES = 1 << 20;

    private final BoundedLines lines;
    private final Map<Integer, Begun> unfinished = new HashMap<>();
    private final Queue<StraceCall> ready = new ArrayDeque<>();
    private final List<String> remarks = new ArrayList<>();
    private long lineNumber;
    private long asides;
    private int unsaid;
    private boolean isOver;

    /// @param in the log, as `strace -o FILE` or standard error had it; the caller closes it
    public StraceLog(InputStream in) {
        lines = new BoundedLines(in);
    }

    /// The next call, or null when there is none left.
    public StraceCall next() throws IOException {
        while (ready.isEmpty() && !isOver) {
            byte[] line = lines.next();
            lineNumber++;
            if (line == null) {
                isOver = true;
                List.copyOf(unfinished.values()).forEach(this::leave);
            } else if (line.length > LONGEST_LINE_BYTES) {
                remark("line " + lineNumber + ": longer than a megabyte; it was left out");
            } else if (line.length > 0) {
                take(new String(line, StandardCharsets.UTF_8), lineNumber);
            }
        }
        return ready.poll();
    }

    /// What is missing or strange, a sentence each; complete when [#next()] has returned null.
    public List<String> remarks() {
        var all = new ArrayList<>(remarks);
        if (unsaid > 0) {
            all.add("and " + unsaid + " more such remarks");
        }
        if (asides > 0) {
            all.add(asides == 1 ? "1 line is no system call (signals, exits, dumps) and was left out"
                    : asides + " lines are no system calls (signals, exits, dumps) and were left out");
        }
        return all;
    }

    private void take(String text, long number) {
        try {
            switch (LineReader.read(text, number)) {
                case Whole whole -> ready.add(LineReader.call(whole.front(), whole.text(), 0));
                case Begun begun -> begin(begun);
                case Resumed resumed -> resume(resumed);
                case Ended ended -> end(ended);
                case Aside _ -> asides++;
            }
        } catch (StraceRefusal garbage) {
            remark(garbage.getMessage() + "; it was left out");
        }
    }

    private void begin(Begun begun) {
        if (unfinished.size() >= MOST_UNFINISHED) {
            throw new StraceRefusal(begun.front().number(), "more unfinished calls than there can be threads");
        }
        Begun before = unfinished.put(begun.front().thread(), begun);
        if (before != null) {
            leave(before);
        }
    }

    private void resume(Resumed resumed) {
        Begun begun = unfinished.get(resumed.front().thread());
        if (begun == null || !begun.text().startsWith(resumed.name() + "(")) {
            throw new StraceRefusal(resumed.front().number(), "the beginning of this " + resumed.name() + " is missing");
        }
        unfinished.remove(resumed.front().thread());
        ready.add(LineReader.call(begun.front(), begun.text() + resumed.text(), resumed.front().micros()));
    }

    private void end(Ended ended) {
        asides++;
        Begun begun = unfinished.get(ended.front().thread());
        if (begun != null) {
            leave(begun);
        }
    }

    /// A call whose thread was ended in it, or whose end is not in the log.
    private void leave(Begun begun) {
        unfinished.remove(begun.front().thread(), begun);
        try {
            ready.add(LineReader.call(begun.front(), begun.text() + ") = ?", 0));
        } catch (StraceRefusal unclear) {
            remark("line " + begun.front().number() + ": the end of this call is missing; it was left out");
        }
    }

    private void remark(String remark) {
        if (remarks.size() < MOST_REMARKS) {
            remarks.add(remark);
        } else {
            unsaid++;
        }
    }
}
